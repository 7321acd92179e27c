package it.sportello;

import it.sportello.base.Channel;
import it.sportello.base.HostPort;
import it.sportello.base.QueueId;
import it.sportello.base.TimerThread;
import it.sportello.config.DkimConfig;
import it.sportello.config.EmbeddedMailConfig;
import it.sportello.config.ImapConfig;
import it.sportello.config.MailConfig;
import it.sportello.config.MailDoorConfig;
import it.sportello.config.MailTls;
import it.sportello.config.SmtpConfig;
import it.sportello.edge.Acknowledger;
import it.sportello.history.ContactHistory;
import it.sportello.mail.AccessTokens;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.OutgoingMail;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.QueueRule;
import it.sportello.mail.dkim.DkimKey;
import it.sportello.mail.dkim.DkimSigner;
import it.sportello.mail.door.DoorOptions;
import it.sportello.mail.door.MailDoor;
import it.sportello.mail.embedded.EmbeddedMailServer;
import it.sportello.mail.embedded.EmbeddedMailServer.Account;
import it.sportello.mail.imap.ImapIntake;
import it.sportello.mail.imap.IntakeLimits;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.imap.Reconciliation;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.mail.wire.PemKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything about mail: the server for trying things out, the mailboxes, and who sends for whom.
final class MailParts implements AutoCloseable {
  /// A mailbox for trying things out as a citizen; exists only in the embedded server.
  private static final String CITIZEN = "cittadino@cittadini.example";

  /// RFC 5321 §4.5.3.2.7
  private static final Duration CLIENT_ANSWERS_WITHIN = Duration.ofMinutes(5);

  private final List<it.sportello.config.MailboxConfig> configured;
  private final List<MailboxConfig> mailboxes = new ArrayList<>();
  private final Optional<EmbeddedMailServer> embedded;
  private final List<ImapIntake> intakes = new ArrayList<>();
  private final OutgoingMail sender;
  private final MailLogins logins;
  private final Optional<MailDoorConfig> doorConfig;
  private final LocalTime reconcileAt;
  private Optional<Reconciliation> reconciliation = Optional.empty();
  private Optional<MailDoor> door = Optional.empty();

  /// @param passwords keeps a password for each mailbox of the embedded server
  /// @param tokens where each mailbox's refresh token is kept, by the mailbox's id
  MailParts(
      MailConfig config,
      UnaryOperator<String> passwords,
      Function<String, Path> tokens,
      InstantSource clock)
      throws IOException {
    logins = new MailLogins(tokens, clock);
    configured = config.mailboxes();
    doorConfig = config.intake();
    reconcileAt = config.reconcileAt();
    EmbeddedMailConfig own = config.embedded();
    embedded = own.enabled() ? Optional.of(server(own, passwords)) : Optional.empty();
    if (embedded.isPresent()) {
      embedded.get().start();
    }
    for (var mailbox : configured) {
      mailboxes.add(mailbox(mailbox, own, passwords));
    }
    sender = new SmtpSender(mailboxes);
  }

  private EmbeddedMailServer server(EmbeddedMailConfig own, UnaryOperator<String> passwords) {
    var accounts = new ArrayList<Account>();
    for (var mailbox : configured) {
      if (mailbox.embedded()) {
        accounts.add(new Account(mailbox.address(), passwords.apply(mailbox.address())));
      }
    }
    accounts.add(new Account(CITIZEN, passwords.apply(CITIZEN)));
    return new EmbeddedMailServer(own.imap().port(), own.smtp().port(), accounts);
  }

  private MailboxConfig mailbox(
      it.sportello.config.MailboxConfig m,
      EmbeddedMailConfig own,
      UnaryOperator<String> passwords) {
    if (m.embedded()) {
      String secret = passwords.apply(m.address());
      int imapPort = embedded.map(EmbeddedMailServer::imapPort).orElse(own.imap().port());
      int smtpPort = embedded.map(EmbeddedMailServer::smtpPort).orElse(own.smtp().port());
      return new MailboxConfig(
          m.id(),
          m.address(),
          m.name(),
          plain(own.imap(), imapPort, m.address(), secret),
          List.of("INBOX"),
          Duration.ofSeconds(5),
          plain(own.smtp(), smtpPort, m.address(), secret));
    }
    Optional<AccessTokens> tokens = logins.tokens(m);
    SmtpConfig smtp = m.smtp().orElseThrow();
    Server sending =
        MailLogins.server(
            smtp.host(), smtp.port(), tls(smtp.tls()), smtp.user(), smtp.password(), tokens);
    Optional<ImapConfig> imap = m.imap();
    return new MailboxConfig(
        m.id(),
        m.address(),
        m.name(),
        imap.map(i -> server(i, tokens)).orElse(sending),
        imap.map(ImapConfig::folders).orElse(List.of()),
        imap.map(ImapConfig::poll).orElse(Duration.ofMinutes(1)),
        sending);
  }

  private static Server server(ImapConfig imap, Optional<AccessTokens> tokens) {
    return MailLogins.server(
        imap.host(), imap.port(), tls(imap.tls()), imap.user(), imap.password(), tokens);
  }

  private static Server plain(HostPort at, int port, String user, String secret) {
    return new Server(at.host(), port, Tls.NONE, user, secret);
  }

  private static Tls tls(MailTls tls) {
    return switch (tls) {
      case NONE -> Tls.NONE;
      case STARTTLS -> Tls.STARTTLS;
      case TLS -> Tls.TLS;
    };
  }

  OutgoingMail sender() {
    return sender;
  }

  /// What signs the messages of each address, in small letters, that has a key.
  ///
  /// @throws IOException if a key cannot be read
  Map<String, DkimSigner> signers() throws IOException {
    var signers = new HashMap<String, DkimSigner>();
    for (var mailbox : configured) {
      if (mailbox.dkim().isPresent()) {
        DkimConfig dkim = mailbox.dkim().get();
        signers.put(
            mailbox.address().toLowerCase(Locale.ROOT),
            new DkimSigner(dkim.selector(), dkim.domain(), DkimKey.read(dkim.keyFile())));
      }
    }
    return signers;
  }

  /// The mailbox that sends for an address.
  Optional<String> mailboxOf(String address) {
    return mailboxes.stream()
        .filter(m -> m.address().equalsIgnoreCase(address))
        .map(MailboxConfig::id)
        .findFirst();
  }

  /// The address that answers a contact: for PEC the mailbox it came to, or another certified one;
  /// else the queue's own ordinary mailbox, or the first one.
  Optional<MailAddress> senderFor(ContactHistory contact) {
    boolean certified = contact.channel() == Channel.PEC;
    Predicate<it.sportello.config.MailboxConfig> fits =
        m -> (m.channel() == Channel.PEC) == certified;
    Stream<Predicate<it.sportello.config.MailboxConfig>> wishes =
        Stream.of(
            m -> certified && m.id().equals(contact.via()),
            fits.and(m -> contact.queue().filter(m.queue()::equals).isPresent()),
            fits,
            _ -> !certified);
    return wishes
        .flatMap(w -> configured.stream().filter(w))
        .findFirst()
        .map(m -> new MailAddress(m.name(), m.address()));
  }

  /// The queue of a message in a mailbox: the mailbox's own, unless one of its rules holds; empty
  /// for a mailbox that was taken out of the configuration.
  Optional<QueueId> queueOf(String mailbox, Optional<ParsedMail> message) {
    return message
        .flatMap(m -> rules(mailbox).filter(rule -> rule.holds(m)).findFirst())
        .map(QueueRule::queue)
        .or(() -> Optional.ofNullable(queues().get(mailbox)));
  }

  private Stream<QueueRule> rules(String mailbox) {
    return configured.stream()
        .filter(m -> m.id().equals(mailbox))
        .flatMap(m -> m.rules().stream())
        .map(r -> new QueueRule(r.to(), r.from(), r.subject(), r.header(), r.queue()));
  }

  /// Whether an address, in any spelling, is one of the mailboxes.
  Predicate<String> ours() {
    return Acknowledger.anyOf(
        configured.stream().map(m -> m.address()).collect(Collectors.toSet()));
  }

  /// The queue of each mailbox.
  Map<String, QueueId> queues() {
    var queues = new HashMap<String, QueueId>();
    configured.forEach(m -> queues.put(m.id(), m.queue()));
    return queues;
  }

  /// The channel of a mailbox; mail for one that was taken out of the configuration.
  Channel channelOf(String mailbox) {
    return configured.stream()
        .filter(m -> m.id().equals(mailbox))
        .findFirst()
        .map(m -> m.channel())
        .orElse(Channel.EMAIL);
  }

  /// The time between two messages that a mailbox sends; empty if it may send as fast as it can.
  Optional<Duration> spacingOf(String mailbox) {
    return configured.stream()
        .filter(m -> m.id().equals(mailbox))
        .findFirst()
        .flatMap(m -> m.sendPerMinute())
        .map(n -> Duration.ofMinutes(1).dividedBy(n));
  }

  /// What stands after the `@` in the ids of our messages.
  String domain() {
    return configured.stream()
        .findFirst()
        .map(m -> m.address().substring(m.address().indexOf('@') + 1).toLowerCase(Locale.ROOT))
        .orElse("sportello.invalid");
  }

  /// Starts to read every folder of every mailbox, and lets mail servers hand mail over.
  void startIntake(IntakePorts ports) throws IOException {
    for (MailboxConfig mailbox : mailboxes) {
      for (String folder : mailbox.folders()) {
        var intake = new ImapIntake(mailbox, folder, IntakeLimits.usual(), ports);
        intakes.add(intake);
        intake.start();
      }
    }
    if (doorConfig.isPresent()) {
      DoorOptions options = door(doorConfig.get());
      door =
          Optional.of(
              MailDoor.open(
                  options,
                  ports.sink(),
                  ports.raw(),
                  ports.reader(),
                  ports.meters(),
                  ports.clock()));
    }
  }

  /// Makes what compares the mailboxes with the journal.
  Reconciliation reconciliation(IntakePorts ports, MailLedger ledger, ZoneId zone) {
    var made =
        new Reconciliation(
            mailboxes,
            IntakeLimits.usual(),
            ports,
            ledger,
            reconcileAt,
            zone,
            new TimerThread("mail-reconciliation"));
    reconciliation = Optional.of(made);
    return made;
  }

  private DoorOptions door(MailDoorConfig config) throws IOException {
    var addresses = new HashMap<String, String>();
    configured.forEach(m -> addresses.put(m.address().toLowerCase(Locale.ROOT), m.id()));
    return new DoorOptions(
        config.listen().host(),
        config.listen().port(),
        config.lmtp(),
        config.allowed(),
        addresses,
        config.maxSize().bytes(),
        config.maxRecipients(),
        config.maxConnections(),
        CLIENT_ANSWERS_WITHIN,
        config.tls().isPresent()
            ? Optional.of(
                PemKeys.context(config.tls().get().certificate(), config.tls().get().key()))
            : Optional.empty());
  }

  boolean isConfigured() {
    return !mailboxes.isEmpty();
  }

  /// What stands in the way of reading the mailboxes; empty if nothing.
  Optional<String> trouble() {
    List<String> troubles =
        Stream.concat(
                intakes.stream().map(ImapIntake::trouble).flatMap(Optional::stream),
                reconciliation.flatMap(Reconciliation::trouble).stream())
            .toList();
    return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
  }

  /// Stops reading. Messages in the middle of being taken are taken at the next start. What each
  /// folder's intake is doing, by `mailbox/folder`. Any thread.
  Map<String, Object> debugState() {
    var state = new LinkedHashMap<String, Object>();
    intakes.forEach(intake -> state.put(intake.name(), intake.debugState()));
    return state;
  }

  void stopIntake() {
    door.ifPresent(MailDoor::close);
    intakes.forEach(ImapIntake::close);
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedMailServer::close);
  }
}

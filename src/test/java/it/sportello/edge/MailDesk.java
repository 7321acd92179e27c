package it.sportello.edge;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.Ids;
import it.sportello.base.Sha256;
import it.sportello.contact.Needs;
import it.sportello.customer.Recognition;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskRules;
import it.sportello.desk.Effect;
import it.sportello.desk.Facts;
import it.sportello.desk.Reply;
import it.sportello.desk.Samples;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryKeeper;
import it.sportello.history.IntakeLine;
import it.sportello.journal.Fact;
import it.sportello.mail.Composition;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailRefused;
import it.sportello.mail.MessageTokens;
import it.sportello.mail.mime.MimeComposer;
import it.sportello.mail.mime.MimeReader;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.store.memory.MemoryRawStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// A desk with its history and everything mail passes on its way to it; two mailboxes, `urp` and
/// the certified one, `pec`.
final class MailDesk implements AutoCloseable {
  static final String PEC = "pec";
  static final String ADDRESS = "urp@pec.test";

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T08:00:00Z"));
  final MemoryHistory history = new MemoryHistory();
  final MemoryJournal journal = new MemoryJournal();
  final MemoryRawStore raw = new MemoryRawStore();
  final List<Fact> facts = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final MessageTokens tokens = new MessageTokens(new byte[32], "urp.test", new Random(5));
  final Ids ids = new Ids(() -> now.get().toEpochMilli(), new Random(6));
  final MailIntake intake;
  final DeskLane desk;
  private final MimeReader reader;
  private final List<List<Fact>> commits = new ArrayList<>();
  private long uid;

  MailDesk(MimeReader reader) {
    this(reader, Samples.rules());
  }

  MailDesk(MimeReader reader, DeskRules rules) {
    this(reader, rules, Map.of());
  }

  /// A desk whose two mailboxes acknowledge what comes.
  static MailDesk acknowledging(MimeReader reader) {
    return new MailDesk(
        reader,
        Samples.rules(),
        Map.of("urp", acknowledging("urp@urp.test"), PEC, acknowledging(ADDRESS)));
  }

  private MailDesk(
      MimeReader reader, DeskRules rules, Map<String, Acknowledger.Mailbox> acknowledging) {
    this.reader = reader;
    Acknowledger acknowledger =
        new Acknowledger(
            acknowledging,
            Acknowledger.anyOf(Set.of("urp@urp.test", ADDRESS)),
            new Recognition(new byte[32], "IT")::byMail,
            composition -> new MimeComposer(tokens, now::get).compose(composition),
            raw,
            ids::next);
    desk = new DeskLane(journal, Optional.empty(), Facts.codec(), rules, now::get);
    var keeper = new HistoryKeeper(Facts.codec(), history, journal, now::get);
    desk.start(
        effects::add,
        List.of(
            c -> {
              commits.add(c.recorded().stream().<Fact>map(r -> r.fact()).toList());
              c.recorded()
                  .forEach(
                      r -> {
                        facts.add(r.fact());
                        keeper.accept(Facts.codec().asRead(r));
                      });
            }));
    intake =
        new MailIntake(
            desk,
            history,
            () -> true,
            tokens::contactOf,
            (_, _) -> Samples.TAXES,
            mailbox -> mailbox.equals(PEC) ? Channel.PEC : Channel.EMAIL,
            new Recognition(new byte[32], "IT"),
            _ -> Needs.NONE,
            ids,
            new Codes(new Random(7)),
            acknowledger);
  }

  /// Says each value; two a day for one correspondent, three for all.
  private static Acknowledger.Mailbox acknowledging(String address) {
    return new Acknowledger.Mailbox(
        new MailAddress("URP", address),
        values -> values.get("customer") + "|" + values.get("subject") + "|" + values.get("code"),
        2,
        3);
  }

  /// Takes a message from a mailbox and returns its line in the intake log.
  IntakeLine take(String mailbox, byte[] bytes) throws IOException, InterruptedException {
    try {
      intake.take(inbound(mailbox, bytes));
    } catch (MailNotTaken e) {
      throw new AssertionError(e);
    }
    return lines().getFirst();
  }

  /// How many commits had facts of a kind.
  long commits(Class<? extends Fact> kind) {
    return commits.stream().filter(facts -> facts.stream().anyMatch(kind::isInstance)).count();
  }

  /// Takes messages that came together; returns those that were shown as taken.
  List<InboundMail> takeAll(String mailbox, List<String> texts)
      throws IOException, InterruptedException {
    var mails = new ArrayList<InboundMail>();
    for (String text : texts) {
      mails.add(inbound(mailbox, text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }
    var taken = new ArrayList<InboundMail>();
    try {
      intake.takeAll(mails, taken::add);
    } catch (MailNotTaken e) {
      throw new AssertionError(e);
    }
    return taken;
  }

  private InboundMail inbound(String mailbox, byte[] bytes) throws IOException {
    Sha256 name = raw.put(bytes);
    return new InboundMail(
        new MailKey(mailbox, "INBOX", 1, ++uid),
        name,
        bytes.length,
        now.get(),
        reader.read(new ByteArrayInputStream(bytes), name));
  }

  IntakeLine take(String mailbox, String text) throws IOException, InterruptedException {
    return take(mailbox, text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /// The intake log, newest first.
  List<IntakeLine> lines() {
    var lines = new ArrayList<IntakeLine>();
    history.intakeBefore(Long.MAX_VALUE, false, lines::add);
    return lines;
  }

  ContactHistory contact(ContactId id) {
    return history.contact(id).orElseThrow();
  }

  Reply send(Command command) {
    return desk.submit(command).join();
  }

  /// Answers a contact in somebody's hands and returns the id we gave the message.
  String answer(ContactId id, String from, List<String> to) throws IOException, MailRefused {
    var composed =
        new MimeComposer(tokens, now::get)
            .compose(
                new Composition(
                    id,
                    new MailAddress("", from),
                    to.stream().map(a -> new MailAddress("", a)).toList(),
                    List.of(),
                    "Re: x",
                    "Risposta",
                    "",
                    List.of(),
                    false));
    Reply reply =
        send(
            new Command.Answer(
                Samples.ANNA,
                id,
                new it.sportello.base.OutboxId(ids.next()),
                raw.put(composed.raw()),
                composed.messageId(),
                from,
                to,
                List.of(),
                "Re: x",
                "Risposta"));
    if (!(reply instanceof Reply.Done)) {
      throw new AssertionError(reply);
    }
    return composed.messageId();
  }

  @Override
  public void close() {
    desk.close();
  }
}

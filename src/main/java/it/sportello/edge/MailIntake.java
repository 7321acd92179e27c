package it.sportello.edge;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.Ids;
import it.sportello.base.QueueId;
import it.sportello.contact.Needs;
import it.sportello.customer.Recognition;
import it.sportello.desk.Acknowledgement;
import it.sportello.desk.Command;
import it.sportello.desk.Command.ClosedContact;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryStore;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailSink;
import it.sportello.mail.ParsedMail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Takes messages from mailboxes to the desk: finds the contact they answer, and waits until their
/// fate is durable.
public final class MailIntake implements MailSink {
  private static final int TURNS = 1024;

  private final DeskLane desk;
  private final HistoryStore history;
  private final BooleanSupplier historyIsCurrent;
  private final Function<String, Optional<ContactId>> tokens;
  private final BiFunction<String, Optional<ParsedMail>, QueueId> queues;
  private final Function<String, Channel> channels;
  private final Recognition recognition;
  private final Function<CustomerId, Needs> needs;
  private final Ids ids;
  private final Codes codes;
  private final SentMessages sent;
  private final Acknowledger acknowledger;
  private final Semaphore[] turns = new Semaphore[TURNS];

  /// @param historyIsCurrent waits until the history has everything that is durable; false if that
  ///   takes too long
  /// @param tokens the contact signed into a Message-ID of ours
  /// @param queues the queue of a message in a mailbox; empty for one that cannot be read
  /// @param channels the channel of a mailbox
  /// @param acknowledger what is told to whoever begins a contact
  public MailIntake(
      DeskLane desk,
      HistoryStore history,
      BooleanSupplier historyIsCurrent,
      Function<String, Optional<ContactId>> tokens,
      BiFunction<String, Optional<ParsedMail>, QueueId> queues,
      Function<String, Channel> channels,
      Recognition recognition,
      Function<CustomerId, Needs> needs,
      Ids ids,
      Codes codes,
      Acknowledger acknowledger) {
    this.desk = desk;
    this.history = history;
    this.historyIsCurrent = historyIsCurrent;
    this.tokens = tokens;
    this.queues = queues;
    this.channels = channels;
    this.recognition = recognition;
    this.needs = needs;
    this.ids = ids;
    this.codes = codes;
    this.acknowledger = acknowledger;
    sent = new SentMessages(history, tokens);
    Arrays.setAll(turns, _ -> new Semaphore(1));
  }

  @Override
  public Optional<MailCursor> cursor(String mailbox, String folder) {
    return desk.ask(state -> state.cursor(mailbox, folder)).join();
  }

  @Override
  public void take(InboundMail mail) throws MailNotTaken, InterruptedException {
    take(mail, command -> command);
  }

  /// Those that do not depend on each other are decided and made durable as one.
  @Override
  public void takeAll(List<InboundMail> mails, Consumer<InboundMail> taken)
      throws MailNotTaken, InterruptedException {
    for (List<InboundMail> run : IndependentMail.runs(mails)) {
      if (run.size() == 1 || !takenTogether(run)) {
        MailSink.super.takeAll(run, taken);
      } else {
        run.forEach(taken);
      }
    }
  }

  /// Returns whether it was; if not, nothing was taken, because of one of them.
  private boolean takenTogether(List<InboundMail> run) throws MailNotTaken, InterruptedException {
    // in one order, or two of these would wait for each other
    int[] waitFor = run.stream().mapToInt(MailIntake::turnOf).distinct().sorted().toArray();
    int had = 0;
    try {
      while (had < waitFor.length) {
        turns[waitFor[had]].acquire();
        had++;
      }
      awaitHistory();
      var commands = new ArrayList<Command.TakeMail>();
      for (InboundMail mail : run) {
        Command.TakeMail command = command(mail);
        commands.add(command.with(acknowledgement(command)));
      }
      return send(new Command.TakeMails(commands)) instanceof Reply.Done;
    } finally {
      while (had > 0) {
        turns[waitFor[--had]].release();
      }
    }
  }

  private static int turnOf(InboundMail mail) {
    return mail.raw().hashCode() & (TURNS - 1);
  }

  private void awaitHistory() throws MailNotTaken {
    if (!historyIsCurrent.getAsBoolean()) {
      throw new MailNotTaken("the history is catching up", new IllegalStateException());
    }
  }

  /// @param how what the desk is told about the message
  void take(InboundMail mail, Function<Command.TakeMail, Command> how)
      throws MailNotTaken, InterruptedException {
    // the same bytes may come over two ways at once: whoever is second has to see the first
    Semaphore turn = turns[turnOf(mail)];
    turn.acquire();
    try {
      takeInTurn(mail, how);
    } finally {
      turn.release();
    }
  }

  private void takeInTurn(InboundMail mail, Function<Command.TakeMail, Command> how)
      throws MailNotTaken, InterruptedException {
    awaitHistory();
    Command.TakeMail command = command(mail);
    switch (send(how.apply(command.with(acknowledgement(command))))) {
      case Reply.Done _ -> {}
      case Reply.Refused r -> throw notTaken(r.code(), r.detail());
      case Reply.NotNow r -> throw notTaken(r.code(), r.detail());
    }
  }

  /// What its author is told if it begins a contact, as it seems to; the desk has the last word.
  private Acknowledgement acknowledgement(Command.TakeMail c) throws MailNotTaken {
    String mailbox = c.mail().key().mailbox();
    if (c.known()
        || !acknowledger.speaksFor(mailbox)
        || !(c.mail().content() instanceof Understood understood)
        || goesOn(c)) {
      return new Acknowledgement.None();
    }
    try {
      return acknowledger.of(
          mailbox, c.channel(), understood.mail(), c.fresh(), c.code(), c.queue().value());
    } catch (IOException e) {
      throw new MailNotTaken("the acknowledgement cannot be kept", e);
    }
  }

  private boolean goesOn(Command.TakeMail c) {
    return c.closed().isEmpty() && c.thread().flatMap(history::contact).isPresent();
  }

  private Reply send(Command command) throws MailNotTaken, InterruptedException {
    try {
      return desk.submitPatiently(command).get();
    } catch (ExecutionException e) {
      throw new MailNotTaken("the desk failed", e);
    }
  }

  /// Says what the desk has to know of a message.
  Command.TakeMail command(InboundMail mail) {
    return command(mail, history.wasTaken(mail.key().mailbox(), mail.raw()));
  }

  /// @param known whether its bytes were taken before
  Command.TakeMail command(InboundMail mail, boolean known) {
    var fresh = new ContactId(ids.next());
    Optional<ParsedMail> parsed =
        mail.content() instanceof Understood u ? Optional.of(u.mail()) : Optional.empty();
    Optional<ContactId> thread = parsed.flatMap(this::thread);
    Optional<ClosedContact> closed = thread.flatMap(history::contact).flatMap(MailIntake::ifClosed);
    CustomerId customer =
        parsed
            .map(p -> p.from().address())
            .filter(a -> !a.isEmpty())
            .map(recognition::byMail)
            .orElseGet(() -> recognition.unknown(fresh.value()));
    return new Command.TakeMail(
        mail,
        fresh,
        codes.next(),
        queues.apply(mail.key().mailbox(), parsed),
        customer,
        thread,
        closed,
        known,
        needs.apply(customer),
        parsed.flatMap(this::about),
        channels.apply(mail.key().mailbox()),
        new Acknowledgement.None(),
        parsed
            .filter(
                p ->
                    thread.flatMap(history::contact).filter(h -> Outsiders.wrote(h, p)).isPresent())
            .isPresent());
  }

  /// The message of ours that a bounce, a receipt or registered mail reports on.
  private Optional<Command.SentMessage> about(ParsedMail mail) {
    return mail.bounce()
        .flatMap(sent::message)
        .or(() -> mail.pec().filter(p -> p.isReceipt() || p.isRemReport()).flatMap(sent::message));
  }

  /// The nearest message of the thread that we know: our own signed ids first, then any id we have
  /// seen.
  private Optional<ContactId> thread(ParsedMail mail) {
    List<String> nearest = new ArrayList<>(mail.inReplyTo());
    nearest.addAll(mail.references().reversed());
    return nearest.stream()
        .map(tokens)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> nearest.stream().map(history::byMessageId).flatMap(Optional::stream).findFirst());
  }

  private static Optional<ClosedContact> ifClosed(ContactHistory h) {
    if (!h.status().kind().equals("closed") || h.queue().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClosedContact(
            h.id(),
            h.code(),
            h.channel(),
            h.queue().get(),
            h.customer(),
            h.name(),
            h.address(),
            h.subject(),
            h.arrivedAt(),
            h.status().since(),
            h.messages().size() + h.notes().size()));
  }

  private static MailNotTaken notTaken(String code, String detail) {
    return new MailNotTaken(code + ": " + detail, new IllegalStateException(code));
  }
}

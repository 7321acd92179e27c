package it.sportello.history;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.contact.Explanation;
import it.sportello.mail.Evidence;
import it.sportello.mail.Reason;
import it.sportello.mail.Signature.Verdict;
import it.sportello.scan.ScannedFile;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything there is to read about one contact, derived from the journal alone.
///
/// @param via the number dialled, the mailbox, or `form`
/// @param queue the queue it is in or was taken from; empty before it entered one
/// @param deadline of its present or last stay in a queue
/// @param classification area, topic, detail; empty if it was not classified
/// @param closingNote the operator's last words; may be empty
/// @param lines one for each entry of the journal
/// @param legs one for each stay in a queue
/// @param consent what the caller said about recording: `asked`, `given`, `refused`; empty if
///   nobody asked
/// @param recordings one for each talk that was recorded
/// @param sequence of the last entry it contains
public record ContactHistory(
    ContactId id,
    String code,
    Channel channel,
    String via,
    CustomerId customer,
    String name,
    String address,
    String subject,
    Instant arrivedAt,
    Optional<QueueId> queue,
    Optional<Instant> deadline,
    Status status,
    List<Message> messages,
    List<Note> notes,
    List<Question> questions,
    List<String> classification,
    String closingNote,
    List<Line> lines,
    List<Leg> legs,
    String consent,
    List<Sound> recordings,
    long sequence) {
  /// Entries after which nobody is on the line any more, whatever follows.
  private static final Set<String> CALL_IS_OVER =
      Set.of("contact.wrap-up-started", "contact.escalated", "contact.closed");

  private static final String DIALLED = "contact.dial-started";

  /// Whether the customer waits or talks in person: the same answer as `Contact` gives while it is
  /// open.
  public boolean isLive() {
    boolean live = channel.isLive();
    boolean promised = false;
    for (Line line : lines) {
      promised = promises(line).orElse(promised);
      boolean over = CALL_IS_OVER.contains(line.type()) || endsOurCall(line, promised);
      live = line.type().equals(DIALLED) || (live && !over);
    }
    return live;
  }

  /// Whether a call back is promised from this line on; empty if it says nothing about that.
  private static Optional<Boolean> promises(Line line) {
    return switch (line.type()) {
      case Promise.MADE -> Optional.of(true);
      case Promise.ENDED, "contact.closed" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// Who waits for a call back is on the line only while one goes on.
  private static boolean endsOurCall(Line line, boolean promised) {
    return switch (line.type()) {
      case Promise.MADE -> true;
      case "contact.returned", Promise.RESTED -> promised;
      case Promise.ENDED -> !line.detail().equals(CallbackEnd.REACHED.code());
      default -> false;
    };
  }

  /// The call back that was promised; empty if none was. A contact sees one at most.
  public Optional<Promise> promise() {
    return Promise.of(lines);
  }

  /// Whether it began with a call of ours.
  public boolean isOutgoing() {
    return !lines.isEmpty() && lines.getFirst().type().equals("contact.call-placed");
  }

  /// What became of our last call, as a code of [it.sportello.telephony.Reached]; empty if it was
  /// answered, still goes on, or never was.
  public Optional<String> notReached() {
    Optional<String> last = Optional.empty();
    for (Line line : lines) {
      last =
          switch (line.type()) {
            case DIALLED, "contact.accepted", Promise.ENDED -> Optional.empty();
            case "contact.dial-ended" -> Optional.of(line.detail());
            default -> last;
          };
    }
    return last;
  }

  /// When the newest message came that has attachments which were not scanned; empty if there is
  /// none.
  public Optional<Instant> unscannedAt() {
    return messages.stream()
        .filter(Message::isUnscanned)
        .map(Message::at)
        .max(Comparator.naturalOrder());
  }

  /// What became of the question after the talk; empty if it was never asked. Who was asked twice,
  /// because a restart came in between, was asked once.
  public Optional<Satisfaction> satisfaction() {
    Optional<Line> asked = firstLine("caller.survey-asked");
    return asked.map(
        line ->
            new Satisfaction(
                new QueueId(line.detail()),
                line.at(),
                firstLine("caller.survey-answered").map(a -> Integer.valueOf(a.detail()))));
  }

  private Optional<Line> firstLine(String type) {
    return lines.stream().filter(line -> line.type().equals(type)).findFirst();
  }

  /// What a caller said about the contact.
  ///
  /// @param queue the one that asked
  /// @param score 0 to 4; empty if no answer came
  public record Satisfaction(QueueId queue, Instant askedAt, Optional<Integer> score) {}

  /// Where the contact is.
  ///
  /// @param kind `waiting`, `offered`, `calling`, `dialling`, `handling`, `hold`, `wrapup`,
  ///   `escalated` or `closed`
  /// @param since when it came there
  /// @param until when something happens by itself
  /// @param outcome code; empty while it is open
  public record Status(
      String kind,
      Instant since,
      Optional<Instant> until,
      Optional<OperatorId> operator,
      String outcome) {}

  /// Words between us and the customer.
  ///
  /// @param n number within the contact, shared with the notes
  /// @param incoming whether the customer wrote it
  /// @param raw the bytes; empty for a form
  /// @param delivery `queued`, `sent`, `failed`; empty if incoming
  /// @param failures why it could not leave yet or at all, or not be read; mostly none
  /// @param recipients what became of it at single recipients, as far as that was told later; the
  ///   last word on each
  /// @param evidence what a provider of certified mail said about it, as it came
  /// @param role empty between us and the customer; `forward` for what we passed on to somebody
  ///   else, `outsider` for what came back from there
  /// @param scans what a virus scanner said of its attachments; none for one that was not scanned
  public record Message(
      int n,
      boolean incoming,
      Instant at,
      Optional<OperatorId> by,
      Optional<Sha256> raw,
      String messageId,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      List<Attachment> attachments,
      String delivery,
      List<Reason> failures,
      List<Recipient> recipients,
      List<Evidence> evidence,
      String role,
      List<ScannedFile> scans) {
    /// What we passed on to somebody else.
    public static final String FORWARD = "forward";

    /// What came from whom a message was forwarded to.
    public static final String OUTSIDER = "outsider";

    /// A message between us and the customer.
    public Message(
        int n,
        boolean incoming,
        Instant at,
        Optional<OperatorId> by,
        Optional<Sha256> raw,
        String messageId,
        String from,
        List<String> to,
        List<String> cc,
        String subject,
        String text,
        List<Attachment> attachments,
        String delivery,
        List<Reason> failures,
        List<Recipient> recipients,
        List<Evidence> evidence) {
      this(
          n,
          incoming,
          at,
          by,
          raw,
          messageId,
          from,
          to,
          cc,
          subject,
          text,
          attachments,
          delivery,
          failures,
          recipients,
          evidence,
          "",
          List.of());
    }

    /// What was said of the attachment at this place; empty if it was not scanned.
    public Optional<ScannedFile> scan(int part) {
      return scans.stream().filter(s -> s.part() == part).findFirst();
    }

    /// The attachments in which a virus was found.
    public List<ScannedFile> infected() {
      return scans.stream().filter(s -> s.verdict().isInfected()).toList();
    }

    /// Whether it came with attachments that were not all scanned.
    public boolean isUnscanned() {
      return incoming && attachments.stream().anyMatch(a -> scan(a.part()).isEmpty());
    }

    /// Why it could not leave or be read, in English; mostly empty.
    public String failure() {
      return Reason.words(failures);
    }

    /// Whether the customer or we to the customer wrote it.
    public boolean isWithCustomer() {
      return role.isEmpty();
    }

    /// Every id under which answers and receipts may name it: the one in its header, and those that
    /// sender and provider gave it, as far as a good signature bears them out. With angle brackets;
    /// empty if it has none.
    public Set<String> ids() {
      var ids = new LinkedHashSet<String>();
      ids.add(messageId);
      evidence.stream()
          .filter(e -> e.verdict().equals(Verdict.VALID.code()))
          .forEach(e -> ids.addAll(List.of(e.certifiedId(), e.clientId())));
      ids.remove("");
      return ids;
    }
  }

  /// What became of a message at one recipient.
  ///
  /// @param address as the server names them; empty if it does not
  /// @param state code: `bounced-hard`, `bounced-soft`
  /// @param detail a status code or words that complete it; may be empty
  public record Recipient(String address, String state, String detail, Instant at) {}

  /// A remark that the customer never sees.
  public record Note(int n, Instant at, OperatorId by, String text) {}

  /// A question to a competence center.
  ///
  /// @param state `open`, `answered` or `expired`
  /// @param opinion empty while there is none
  public record Question(
      EscalationId id,
      String center,
      String question,
      OperatorId askedBy,
      Instant askedAt,
      Instant dueAt,
      String state,
      String opinion,
      Optional<OperatorId> answeredBy,
      Optional<Instant> answeredAt) {}

  /// One recorded talk.
  ///
  /// @param state `recording`, `paused`, `stopped`, `kept`, `lost` or `purged`
  /// @param operator who talked with the caller when it began
  /// @param until when a pause ends by itself
  /// @param millis how long it sounds; 0 until it is kept
  public record Sound(
      int n,
      Instant startedAt,
      OperatorId operator,
      QueueId queue,
      String state,
      Optional<Instant> until,
      long bytes,
      long millis) {}

  /// One entry of the journal, as a line to read.
  ///
  /// @param type the entry's persistent code
  /// @param by the operator it is about
  /// @param detail a code or a name that completes the line: reason, rule, queue; may be empty
  /// @param why of an offer, or of none: the candidates and the rule; empty for all other lines
  public record Line(
      long sequence,
      Instant at,
      String type,
      Optional<OperatorId> by,
      String detail,
      Optional<Explanation> why) {
    /// A line without an explanation.
    public Line(long sequence, Instant at, String type, Optional<OperatorId> by, String detail) {
      this(sequence, at, type, by, detail, Optional.empty());
    }
  }

  /// One stay in one queue and the work that followed: what indicators count.
  ///
  /// A contact that comes back from the experts begins a leg that is not offered: it goes on with
  /// the one before. Both then have the same end and the same written answer.
  ///
  /// @param live whether the customer waited in person. What is left of a call whose caller has
  ///   gone is written work: after an opinion, or when the customer wrote
  /// @param because code of why it entered the queue; only legs that begin with a customer's wish
  ///   count as offered
  /// @param repliedAt when a person first answered in writing
  /// @param endedAt when the contact was closed or moved to another queue
  /// @param talkMs handling without hold, milliseconds
  public record Leg(
      QueueId queue,
      Channel channel,
      boolean live,
      String because,
      Instant enteredAt,
      Instant deadline,
      Optional<Instant> answeredAt,
      Optional<OperatorId> operator,
      Optional<Instant> abandonedAt,
      Optional<Instant> repliedAt,
      Optional<Instant> endedAt,
      long talkMs,
      long holdMs,
      long wrapUpMs) {

    static final String OUTGOING = "outgoing";

    /// Whether it began with something the customer said: a call, a message.
    public boolean isReceived() {
      return because.equals("arrived") || because.equals("wrote-again");
    }

    /// Whether it is a call of ours: nobody waited, but somebody worked.
    public boolean isOutgoing() {
      return because.equals(OUTGOING);
    }

    /// Whether a customer asked for this stay: arrived, was transferred, wrote again.
    public boolean isOffered() {
      return isReceived() || because.equals("transferred");
    }

    /// Whether it began or ended in `[from, to)`.
    public boolean isOf(Instant from, Instant to) {
      return isIn(enteredAt, from, to) || endedAt.filter(at -> isIn(at, from, to)).isPresent();
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }
}

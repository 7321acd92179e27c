package it.sportello.web.api;

import it.sportello.mail.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON shapes of API and live socket, as `docs/contract/console.md` defines them. An empty
/// `Optional` is `null`.
public final class Shapes {
  private Shapes() {}

  /// An id and the name people know.
  public record Named(String id, String name) {}

  /// A text in both languages.
  public record Both(String it, String en) {}

  /// The other side; without a name, people see the address.
  public record Party(Optional<String> name, String address) {
    static Party of(String name, String address) {
      return new Party(name.isEmpty() ? Optional.empty() : Optional.of(name), address);
    }
  }

  /// Where a contact is.
  public record State(
      String kind,
      Instant since,
      Optional<Instant> until,
      Optional<String> operator,
      Optional<String> outcome) {}

  /// A contact in one line.
  ///
  /// @param consult only while somebody is asked
  /// @param callback only while a call back is promised
  /// @param live whether a person is on the line, so that the telephone takes it; a contact whose
  ///   caller has gone is taken like a written one
  /// @param direction `out` for a call that an operator made, else `in`
  /// @param notReached code of [it.sportello.telephony.Reached]: what became of the operator's last
  ///   call, if nobody was reached
  public record Card(
      String id,
      String code,
      String channel,
      String direction,
      boolean live,
      Optional<Named> queue,
      Party customer,
      Optional<String> subject,
      State state,
      Instant arrivedAt,
      Optional<Instant> deadlineAt,
      Optional<Named> operator,
      Optional<String> notReached,
      Optional<Consult> consult,
      Optional<Callback> callback) {}

  /// A call back that a caller was promised.
  ///
  /// @param number E.164
  /// @param tries how many calls in vain there were
  /// @param notBefore until when nobody is asked to call; empty if somebody may
  public record Callback(String number, int tries, Optional<Instant> notBefore) {}

  /// Whom an operator asks while the caller waits.
  ///
  /// @param phase `ringing`, `aside`, `with-caller` or `together`
  /// @param by who asks
  /// @param colleague who is asked; empty for somebody outside
  /// @param number of somebody outside
  /// @param since when the phase began
  public record Consult(
      String phase, Named by, Optional<Named> colleague, Optional<String> number, Instant since) {}

  /// A contact with everything in it.
  public record Detail(
      Card card,
      List<Message> messages,
      List<Note> notes,
      List<Escalation> escalations,
      List<HistoryLine> history,
      Optional<List<String>> classification,
      Optional<String> replyTo,
      Optional<String> consent,
      List<Recording> recordings) {}

  /// A recorded talk.
  ///
  /// @param state `recording`, `paused`, `stopped`, `kept`, `lost` or `purged`
  /// @param until when a pause ends by itself
  /// @param mayHear whether it is kept, and whoever reads this may listen to it
  public record Recording(
      int n,
      Instant startedAt,
      Named operator,
      String state,
      Optional<Instant> until,
      long durationMs,
      boolean mayHear) {}

  /// A sentence by its code, for people: the console has the words.
  ///
  /// @param code of [it.sportello.mail.Reason.Code]
  /// @param values what stands at its places
  public record Said(String code, List<String> values) {
    /// Renders reasons.
    static List<Said> of(List<Reason> reasons) {
      return reasons.stream().map(r -> new Said(r.code().code(), r.values())).toList();
    }
  }

  /// Words that came or left.
  ///
  /// @param role null between us and the customer; `forward`: passed on to somebody else;
  ///   `outsider`: came back from there
  public record Message(
      int n,
      String direction,
      Instant at,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      Optional<String> html,
      List<Part> attachments,
      Optional<String> delivery,
      Optional<String> failure,
      List<Said> reasons,
      List<Recipient> recipients,
      List<Certified> evidence,
      Optional<String> role) {}

  /// What a provider of certified mail said about a message, and what its signature is worth.
  ///
  /// @param kind code of [it.sportello.mail.Evidence.Kind]
  /// @param type the provider's own word
  /// @param at by the provider's clock
  /// @param recipient empty: all
  /// @param signature code of [it.sportello.mail.Signature.Verdict]
  /// @param reason of that verdict, in English
  /// @param reasons the same, for people
  public record Certified(
      String kind,
      String type,
      Instant at,
      String recipient,
      String detail,
      String signature,
      String reason,
      List<Said> reasons,
      String signer) {}

  /// What became of a message at one recipient.
  ///
  /// @param state `bounced-hard`, `bounced-soft`; of a certified message also a code of
  ///   [it.sportello.mail.Delivery.State], `accepted-outside`, `missing-acceptance`,
  ///   `missing-delivery`
  public record Recipient(String address, String state, String detail, Instant at) {}

  /// A message that was taken from a mailbox, and what became of it.
  ///
  /// @param reason in English
  /// @param reasons the same, for people
  public record IntakeEntry(
      long id,
      Instant at,
      String mailbox,
      String folder,
      long uid,
      long sizeBytes,
      String from,
      String subject,
      String messageId,
      String fate,
      Optional<String> contact,
      String reason,
      List<Said> reasons,
      Optional<Instant> reconsideredAt) {}

  /// A page of the intake log.
  ///
  /// @param next what to ask for to go on
  /// @param failed how many messages could not be read
  public record IntakePage(List<IntakeEntry> lines, Optional<Long> next, long failed) {}

  /// A part of a message that is not its text.
  ///
  /// @param scan empty if it was not scanned for viruses and will not be
  public record Part(int part, String name, String type, long sizeBytes, Optional<Scan> scan) {}

  /// What a virus scanner said of a file.
  ///
  /// @param verdict code of [it.sportello.scan.Verdict.Kind]; `waiting`: nothing so far
  /// @param detail the name of the virus; or a code of [it.sportello.scan.Verdict], and words
  public record Scan(String verdict, String detail) {}

  /// A remark that the customer never sees.
  public record Note(Instant at, Named by, String text) {}

  /// A question to a competence center.
  public record Escalation(
      String id,
      String contact,
      Named center,
      String question,
      Named askedBy,
      Instant askedAt,
      Instant dueAt,
      String state,
      Optional<String> opinion,
      Optional<Named> answeredBy,
      Optional<Instant> answeredAt) {}

  /// One entry of the journal, for people.
  ///
  /// @param why of an offer, or of none; empty for all other entries
  public record HistoryLine(
      long sequence, Instant at, String type, Both text, Optional<Named> by, Optional<Why> why) {}

  /// Why this operator got this contact, or why nobody did.
  ///
  /// @param rule a persistent code
  /// @param text the rule, the candidates and the requirements, for people
  /// @param out who could not, by reason
  public record Why(String rule, int candidates, Both text, List<Out> out) {}

  /// Operators who could not, for one reason.
  ///
  /// @param reason a persistent code
  /// @param who the first few of them
  public record Out(String reason, Both text, int count, List<Named> who) {}

  /// Whether one operator could take one contact now.
  ///
  /// @param why not, for people; empty if they could
  public record Candidate(Named operator, boolean can, Optional<Both> why) {}

  /// One contact that waits.
  ///
  /// @param position among those of its queue, from 1
  /// @param estimatedMs how long it may still wait; empty while too few were taken
  public record WaitingContact(
      Card card, int position, Optional<Long> estimatedMs, Map<String, Integer> skills, int step) {}

  /// A queue now.
  public record Queue(
      String id,
      String name,
      boolean open,
      Map<String, Integer> waiting,
      Optional<Instant> oldestSince,
      int operatorsAvailable,
      int answeredToday,
      int abandonedToday,
      ServiceLevel serviceLevel) {}

  /// How many calls of today were answered in time.
  public record ServiceLevel(Optional<Double> ratio, double targetRatio, long withinMs) {}

  /// An operator now.
  ///
  /// @param since when the presence was chosen; empty for who was never there
  public record Operator(
      String id,
      String name,
      String presence,
      Optional<String> reason,
      Optional<Instant> since,
      List<Activity> activity,
      boolean phone) {}

  /// One contact in an operator's hands.
  public record Activity(String contact, String channel, String state) {}

  /// A figure with what is needed to check it.
  public record Figure(
      String id,
      int version,
      Both name,
      Map<String, String> parameters,
      Optional<String> queue,
      Optional<String> channel,
      double numerator,
      double denominator,
      Optional<Double> value,
      String unit,
      Optional<Double> target,
      Optional<Boolean> met) {}
}

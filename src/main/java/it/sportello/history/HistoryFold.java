package it.sportello.history;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Needs;
import it.sportello.desk.CallerEvent;
import it.sportello.desk.ConsultEvent;
import it.sportello.desk.MailEvent;
import it.sportello.escalation.EscalationEvent;
import it.sportello.history.ContactHistory.Line;
import it.sportello.history.ContactHistory.Note;
import it.sportello.history.ContactHistory.Question;
import it.sportello.history.ContactHistory.Recipient;
import it.sportello.history.ContactHistory.Status;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.mail.Reason;
import it.sportello.recording.RecordingEvent;
import it.sportello.supervision.SupervisionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Makes histories from facts. Pure: the same entries always give the same history.
public final class HistoryFold {
  private HistoryFold() {}

  /// Returns the contact's history after this entry; empty if the entry begins none and there is
  /// none. An entry that the history already contains changes nothing.
  public static Optional<ContactHistory> apply(
      Optional<ContactHistory> before, Entry entry, Fact fact) {
    if (before.filter(h -> h.sequence() >= entry.sequence()).isPresent()) {
      return before;
    }
    return switch (fact) {
      case ContactEvent.Arrived e -> Optional.of(arrived(e, entry));
      case ContactEvent.CallPlaced e -> Optional.of(placed(e, entry));
      case ContactEvent e -> before.map(h -> onContact(new Draft(h, entry), e));
      case EscalationEvent e -> before.map(h -> onEscalation(new Draft(h, entry), e));
      case ConsultEvent e -> before.map(h -> onConsult(new Draft(h, entry), e));
      case CallerEvent e -> before.map(h -> onCaller(new Draft(h, entry), e));
      case RecordingEvent e -> before.map(h -> Sounds.apply(new Draft(h, entry), e));
      case SupervisionEvent e -> before.map(h -> Sounds.apply(new Draft(h, entry), e));
      case MailEvent.Sent e ->
          before.map(
              h -> new Draft(h, entry).delivery(e.n(), "sent", List.of()).line("", none()).done());
      case MailEvent.Delayed e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .delivery(e.n(), "queued", e.why())
                      .line(quoted(e.why()), none())
                      .done());
      case MailEvent.Failed e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .delivery(e.n(), "failed", e.why())
                      .line(quoted(e.why()), none())
                      .done());
      case MailEvent.Unread e ->
          before.map(h -> new Draft(h, entry).unread(e.n(), e.reasons()).line("", none()).done());
      case MailEvent.Bounced e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .bounced(
                          e.n(),
                          new Recipient(
                              e.recipient(),
                              e.permanent() ? "bounced-hard" : "bounced-soft",
                              e.status(),
                              entry.at()))
                      .line((e.recipient() + " " + e.status()).strip(), none())
                      .done());
      case MailEvent.Uncertain e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .delivery(e.n(), "uncertain", e.why())
                      .line(quoted(e.why()), none())
                      .done());
      case MailEvent.ReceiptMissing e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .missing(e.n(), e.stage().code(), e.recipients())
                      .line(e.stage().code(), none())
                      .done());
      case MailEvent.NoLongerAwaited e ->
          before.map(h -> new Draft(h, entry).line("", Optional.of(e.by())).done());
      case MailEvent.NotAcknowledged e ->
          before.map(h -> new Draft(h, entry).line(e.why().code(), none()).done());
      case MailEvent.Certified e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .certified(e.n(), e.evidence())
                      .line((e.kind().code() + " " + e.recipient()).strip(), none())
                      .done());
      case MailEvent.Scanned e ->
          before.map(
              h ->
                  new Draft(h, entry)
                      .message(e.n(), m -> Scans.with(m, e.files()))
                      .line(Scans.said(e.n(), e.files()), none())
                      .done());
      default -> before;
    };
  }

  private static String quoted(List<Reason> reasons) {
    return reasons.stream().map(Reason::quoted).collect(Collectors.joining("; "));
  }

  private static ContactHistory arrived(ContactEvent.Arrived e, Entry entry) {
    return new ContactHistory(
        e.id(),
        e.code(),
        e.channel(),
        e.via(),
        e.customer(),
        e.name(),
        e.address(),
        e.subjectLine(),
        entry.at(),
        Optional.empty(),
        Optional.empty(),
        new Status("waiting", entry.at(), Optional.empty(), none(), ""),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(new Line(entry.sequence(), entry.at(), entry.type(), none(), e.via())),
        List.of(),
        "",
        List.of(),
        entry.sequence());
  }

  private static ContactHistory placed(ContactEvent.CallPlaced e, Entry entry) {
    Optional<OperatorId> by = Optional.of(e.operator());
    return new ContactHistory(
        e.id(),
        e.code(),
        Channel.VOICE,
        "",
        e.customer(),
        e.name(),
        e.address(),
        "",
        entry.at(),
        Optional.of(e.queue()),
        Optional.empty(),
        new Status("calling", entry.at(), Optional.empty(), by, ""),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(new Line(entry.sequence(), entry.at(), entry.type(), by, e.address())),
        List.of(Legs.outgoing(e.queue(), entry.at())),
        "",
        List.of(),
        entry.sequence());
  }

  private static ContactHistory onContact(Draft d, ContactEvent event) {
    return switch (event) {
      case ContactEvent.Arrived _, ContactEvent.CallPlaced _ -> d.done();
      case ContactEvent.DialStarted e ->
          d.status("calling", Optional.empty(), Optional.of(e.operator()), "")
              .line(Integer.toString(e.n()), Optional.of(e.operator()))
              .done();
      case ContactEvent.DialReady e ->
          d.status("dialling", Optional.empty(), Optional.of(e.operator()), "")
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.DialEnded e -> d.line(e.reached().code(), Optional.of(e.operator())).done();
      case ContactEvent.CallbackPromised e -> d.line(e.number(), none()).done();
      case ContactEvent.CallbackRested e ->
          d.status("waiting", Optional.empty(), none(), "")
              .line(e.tries() + " " + e.notBefore(), none())
              .done();
      case ContactEvent.CallbackDue _ -> d.line("", none()).done();
      case ContactEvent.CallbackEnded e -> d.line(e.why().code(), none()).done();
      case ContactEvent.PlaceTaken e -> d.line(e.from().value(), none()).done();
      case ContactEvent.WrapUpExtended e ->
          d.status("wrapup", Optional.of(e.until()), Optional.of(e.operator()), "")
              .line(Integer.toString(e.n()), Optional.of(e.operator()))
              .done();
      case ContactEvent.Required e -> d.line(said(e.needs()), none()).done();
      case ContactEvent.Queued e ->
          d.status("waiting", Optional.empty(), none(), "")
              .queued(e)
              .line(e.because().code() + " " + e.queue(), none())
              .done();
      case ContactEvent.Offered e ->
          d.status("offered", Optional.of(e.expiresAt()), Optional.of(e.operator()), "")
              .line(e.why().rule(), Optional.of(e.operator()), e.why())
              .done();
      case ContactEvent.Accepted e ->
          d.status("handling", Optional.empty(), Optional.of(e.operator()), "")
              .leg(leg -> Legs.answered(leg, e.operator(), d.at()))
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.Returned e ->
          d.status("waiting", Optional.empty(), none(), "")
              .line(e.because().code(), Optional.of(e.operator()))
              .done();
      case ContactEvent.Relaxed _ -> d.line("", none()).done();
      case ContactEvent.NobodyFree e -> d.line(e.why().rule(), none(), e.why()).done();
      case ContactEvent.Widened e -> d.line(levels(e.skills()), none()).done();
      case ContactEvent.Moved e ->
          d.line((e.where() + " " + e.to()).strip(), Optional.of(e.by())).done();
      case ContactEvent.Held e ->
          d.status("hold", Optional.empty(), Optional.of(e.operator()), "")
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.Resumed e ->
          d.status("handling", Optional.empty(), Optional.of(e.operator()), "")
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.WrapUpStarted e ->
          d.status("wrapup", Optional.of(e.until()), Optional.of(e.operator()), "")
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.Forwarded e -> d.line(e.number(), Optional.of(e.operator())).done();
      case ContactEvent.ForwardEnded e ->
          d.line(e.reached().code(), Optional.of(e.operator())).done();
      case ContactEvent.Escalated e ->
          d.status("escalated", Optional.of(e.due()), none(), "")
              .line(e.center().value(), Optional.of(e.operator()))
              .done();
      case ContactEvent.MessageReceived e ->
          d.message(Messages.received(e, d.at())).line(e.outsider() ? e.from() : "", none()).done();
      case ContactEvent.MessageWritten e ->
          d.message(Messages.written(e, d.at()))
              .replied()
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.MessageForwarded e ->
          d.message(Messages.forwarded(e, d.at()))
              .line(e.of() + " " + String.join(", ", e.to()), Optional.of(e.operator()))
              .done();
      case ContactEvent.Acknowledged e ->
          d.message(Messages.acknowledged(e, d.at())).line("", none()).done();
      case ContactEvent.NoteAdded e ->
          d.note(new Note(e.n(), d.at(), e.operator(), e.text()))
              .line("", Optional.of(e.operator()))
              .done();
      case ContactEvent.Closed e ->
          d.status("closed", Optional.empty(), e.operator(), e.outcome().code())
              .ended(e.outcome().isUnanswered())
              .closed(e)
              .line(e.outcome().code(), e.operator())
              .done();
      case ContactEvent.Reopened _ ->
          d.status("waiting", Optional.empty(), none(), "").line("", none()).done();
    };
  }

  /// What a contact asks by itself, as codes: `skill:level`, `priority:n`, the names of the rules.
  private static String said(Needs needs) {
    var words = new ArrayList<String>();
    if (!needs.skills().isEmpty()) {
      words.add(levels(needs.skills()));
    }
    if (needs.priority() != 0) {
      words.add("priority:" + needs.priority());
    }
    needs.wanted().ifPresent(o -> words.add("for:" + o));
    needs.excluded().forEach(o -> words.add("not:" + o));
    words.addAll(needs.rules());
    return String.join(" ", words);
  }

  private static String levels(Map<String, Integer> skills) {
    return skills.entrySet().stream()
        .map(s -> s.getKey() + ":" + s.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static ContactHistory onEscalation(Draft d, EscalationEvent event) {
    return switch (event) {
      case EscalationEvent.Asked e ->
          d.question(
                  new Question(
                      e.id(),
                      e.center().value(),
                      e.question(),
                      e.operator(),
                      d.at(),
                      e.due(),
                      "open",
                      "",
                      none(),
                      Optional.empty()))
              .line(e.center().value(), Optional.of(e.operator()))
              .done();
      case EscalationEvent.OpinionGiven e -> d.answered(e).line("", Optional.of(e.by())).done();
      case EscalationEvent.Expired e -> d.expired(e).line("", none()).done();
    };
  }

  private static ContactHistory onConsult(Draft d, ConsultEvent event) {
    return switch (event) {
      case ConsultEvent.Asked e ->
          d.line(e.colleague().map(OperatorId::value).orElse(e.number()), Optional.of(e.operator()))
              .done();
      case ConsultEvent.Joined _ -> d.line("", none()).done();
      case ConsultEvent.Shifted e -> d.line(e.phase().code(), none()).done();
      case ConsultEvent.Ended e -> d.line(e.because().code(), none()).done();
      case ConsultEvent.Completed e -> d.line("", Optional.of(e.by())).done();
      case ConsultEvent.WrappedUp e -> d.line("", Optional.of(e.operator())).done();
    };
  }

  private static ContactHistory onCaller(Draft d, CallerEvent event) {
    return switch (event) {
      case CallerEvent.Asked e -> d.line(e.menu(), none()).done();
      case CallerEvent.Chose e -> d.line(e.digit() + " " + e.menu(), none()).done();
      case CallerEvent.SentOn e -> d.line(e.from() + " " + e.to(), none()).done();
      case CallerEvent.Announced e -> d.line(Integer.toString(e.position()), none()).done();
      case CallerEvent.Dismissed e -> d.line(e.prompt(), none()).done();
      case CallerEvent.SurveyAsked e -> d.line(e.queue().value(), none()).done();
      case CallerEvent.SurveyAnswered e -> d.line(Integer.toString(e.score()), none()).done();
      case CallerEvent.CallbackRefused _ -> d.line("", none()).done();
      case CallerEvent.Waits _, CallerEvent.Gone _ -> d.done();
    };
  }

  private static Optional<OperatorId> none() {
    return Optional.empty();
  }

  /// Replaces the elements of a list that fit.
  static <T> List<T> replace(
      List<T> list, java.util.function.Predicate<T> fits, UnaryOperator<T> by) {
    var copy = new ArrayList<T>(list);
    copy.replaceAll(x -> fits.test(x) ? by.apply(x) : x);
    return List.copyOf(copy);
  }
}

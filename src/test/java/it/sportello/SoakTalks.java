package it.sportello;

import it.sportello.SoakStory.Line;
import it.sportello.testkit.CallLog;
import it.sportello.testkit.LegLog;
import it.sportello.testkit.LegLog.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The part of [SoakLedger] that goes through talks one by one: each ring had a reason, each talk
/// that lasted was taken, each taking was a talk; and what became of promises and of calls out.
final class SoakTalks {
  private static final Set<String> ENDS_OF_PROMISES =
      Set.of("contact.callback-ended", "contact.closed");
  private static final Set<String> ENDS_OF_RINGING =
      Set.of("contact.dial-ready", "contact.dial-ended");
  private static final List<String> COUNTED =
      List.of("consult.joined", "consult.completed", "contact.callback-promised");

  private final CallLog callers;
  private final LegLog phones;
  private final LegLog outside;
  private final SoakFaults faults;
  private final Map<String, SoakStory> stories = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  SoakTalks(
      CallLog callers, LegLog phones, LegLog outside, List<SoakStory> all, SoakFaults faults) {
    this.callers = callers;
    this.phones = phones;
    this.outside = outside;
    this.faults = faults;
    all.forEach(story -> stories.put(story.id(), story));
    phones.all().forEach(this::rang);
    outside.all().forEach(this::rangOutside);
    all.forEach(this::count);
    all.forEach(this::takings);
    all.forEach(this::promise);
    all.stream().filter(SoakStory::outgoing).forEach(this::outgoing);
  }

  List<String> mistakes() {
    return mistakes;
  }

  /// How often what happened.
  Map<String, Integer> counts() {
    return counts;
  }

  private void count(SoakStory story) {
    COUNTED.forEach(type -> count(type, (int) story.all(type).count()));
    story
        .all("contact.queued")
        .filter(line -> line.text().endsWith("transferred"))
        .forEach(_ -> count("transferred", 1));
    story.all("consult.ended").forEach(line -> count(line.text(), 1));
    story.all("contact.callback-ended").forEach(line -> count(line.text(), 1));
    if (story.outgoing()) {
      count("call out " + story.outcome(), 1);
    }
  }

  private void count(String what, int n) {
    counts.merge(what, n, Integer::sum);
  }

  /// A telephone rings only for what is durable.
  private void rang(Leg leg) {
    SoakStory story = stories.get(leg.contact());
    if (story == null) {
      mistakes.add("rang for no contact: " + leg);
      return;
    }
    Optional<Line> reason = story.reason(operator(leg), leg.rang());
    if (reason.isEmpty()) {
      wrong(story, "rang for nothing: " + leg);
    } else if (leg.ended().isPresent() && faults.isQuiet(leg.rang(), leg.ended().get())) {
      lasted(leg, leg.ended().get(), reason.get(), story);
    }
  }

  private void lasted(Leg leg, Instant ended, Line reason, SoakStory story) {
    boolean there =
        switch (reason.type()) {
          case "contact.offered" ->
              leg.talks(
                  SoakLedger.CROSSING, reason.at(), story.outgoing() ? ended : left(story, ended));
          case "consult.asked" ->
              phones
                  .of(story.id())
                  .filter(other -> operator(other).equals(reason.by()))
                  .anyMatch(
                      other ->
                          other.answered().filter(at -> at.isBefore(leg.rang())).isPresent()
                              && leg.talks(
                                  SoakLedger.CROSSING, leg.rang(), other.ended().orElse(ended)));
          default -> leg.talks(SoakLedger.CROSSING, reason.at(), ended);
        };
    boolean told =
        switch (reason.type()) {
          case "contact.offered" ->
              story
                  .all("contact.accepted")
                  .anyMatch(l -> l.by().equals(reason.by()) && !l.at().isBefore(reason.at()));
          case "consult.asked" -> story.saysAfter(reason.at(), Set.of("consult.joined"));
          default -> story.saysAfter(reason.at(), ENDS_OF_RINGING);
        };
    if (there && !told) {
      wrong(story, "nobody knows of " + leg);
    }
  }

  private Instant left(SoakStory story, Instant otherwise) {
    return callers
        .at(story.number(), "leaves")
        .or(() -> callers.at(story.number(), "left"))
        .orElse(otherwise);
  }

  /// A number outside is dialled only for what is durable.
  private void rangOutside(Leg leg) {
    boolean known =
        stories.values().stream()
            .anyMatch(
                story ->
                    story.lines().stream()
                        .anyMatch(
                            line ->
                                !line.at().isAfter(leg.rang())
                                    && line.text().endsWith(leg.called())));
    if (!known) {
      mistakes.add("nobody asked for a call outside: " + leg);
    }
  }

  /// Nobody is said to have taken a call whose telephone did not answer it.
  private void takings(SoakStory story) {
    for (Line taken : story.taken()) {
      Stream<Leg> legs =
          story.wasFoundTalking(taken)
              ? Stream.concat(phones.of(story.id()), legsOfPassedOn(story))
              : phones.of(story.id());
      boolean answered =
          legs.anyMatch(leg -> operator(leg).equals(taken.by()) && leg.answered().isPresent());
      if (!answered) {
        wrong(story, "was taken by " + taken.by() + " without a telephone");
      }
    }
  }

  /// Who was to be passed on outside when the link broke still talks to the same operator, also
  /// once that contact is closed: then the talk is found as another one.
  private Stream<Leg> legsOfPassedOn(SoakStory story) {
    return stories.values().stream()
        .filter(other -> other.number().equals(story.number()) && !other.outgoing())
        .filter(other -> other.says("contact.forwarded") && other.began().isBefore(story.began()))
        .flatMap(other -> phones.of(other.id()));
  }

  /// A promise ends one way or the other, and who is called back is called.
  private void promise(SoakStory story) {
    Optional<Line> promised = story.all("contact.callback-promised").findFirst();
    if (promised.isEmpty()) {
      return;
    }
    if (!story.saysAfter(promised.get().at(), ENDS_OF_PROMISES)) {
      wrong(story, "its promise did not end");
    }
    boolean reached =
        story.all("contact.callback-ended").anyMatch(line -> line.text().endsWith("called back"));
    if (!reached && !story.outcome().equals("handled")) {
      wrong(story, "was promised a call back");
    }
    if (reached && outside.to(story.number()).noneMatch(leg -> leg.answered().isPresent())) {
      wrong(story, "was called back by nobody");
    }
  }

  private void outgoing(SoakStory story) {
    boolean talked = story.says("contact.accepted");
    String expected = !talked ? "not-reached" : story.isInHandsLast() ? "handled" : "abandoned";
    if (!story.outcome().equals(expected)) {
      wrong(story, "did not end as " + expected);
    }
    if (talked && outside.to(story.number()).noneMatch(leg -> leg.answered().isPresent())) {
      wrong(story, "talked to nobody");
    }
    if (!talked && faults.isQuiet(story.began(), story.ended()) && talkedOutside(story)) {
      wrong(story, "talked to somebody");
    }
  }

  private boolean talkedOutside(SoakStory story) {
    return outside
        .to(story.number())
        .filter(there -> there.answered().isPresent() && there.ended().isPresent())
        .anyMatch(
            there ->
                phones
                    .of(story.id())
                    .anyMatch(
                        own ->
                            own.talks(
                                SoakLedger.CROSSING,
                                there.answered().orElseThrow(),
                                there.ended().orElseThrow())));
  }

  private void wrong(SoakStory story, String what) {
    mistakes.add(
        "%s %s, phones %s, caller %s, outside %s"
            .formatted(
                story,
                what,
                phones.of(story.id()).toList(),
                callers.of(story.number()),
                outside.to(story.number()).toList()));
  }

  /// The operator whose telephone it is.
  private static String operator(Leg leg) {
    return leg.called().replaceFirst("^op", "o");
  }
}

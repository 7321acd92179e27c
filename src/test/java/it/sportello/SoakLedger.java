package it.sportello;

import it.sportello.testkit.CallLog;
import it.sportello.testkit.LegLog;
import it.sportello.testkit.LegLog.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares what callers and telephones saw with what the server says of each contact, and the
/// server's word with itself.
///
/// What crossed within [#CROSSING] may have gone either way, if the server's history agrees with
/// its outcome. Near a fault only that counts which had to be durable before.
final class SoakLedger {
  /// What both sides may see in different orders, on a slow machine.
  static final Duration CROSSING = Duration.ofSeconds(3);

  /// From the answer of the PBX to the waiting room, where the server first hears of a caller.
  private static final Duration TO_THE_WAITING_ROOM = Duration.ofSeconds(1);

  private final CallLog callers;
  private final LegLog phones;
  private final LegLog outside;
  private final SoakFaults faults;
  private final Map<String, List<SoakStory>> calls = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  /// Takes all logs, the histories of all contacts, and what was broken.
  ///
  /// @param phones the operators' telephones
  /// @param outside telephones behind the trunk
  /// @param placed the contacts of calls that operators were told have begun
  SoakLedger(
      CallLog callers,
      LegLog phones,
      LegLog outside,
      List<SoakStory> stories,
      SoakFaults faults,
      Set<String> placed) {
    this.callers = callers;
    this.phones = phones;
    this.outside = outside;
    this.faults = faults;
    stories.stream()
        .filter(story -> !story.outgoing())
        .forEach(story -> calls.computeIfAbsent(story.number(), _ -> new ArrayList<>()).add(story));
    calls.forEach((number, found) -> called(number, found, stories));
    callers.numbers().forEach(this::account);
    var told = new HashSet<>(placed);
    stories.forEach(story -> told.remove(story.id()));
    told.forEach(id -> mistakes.add("a call that had begun is no contact: " + id));
    var talks = new SoakTalks(callers, phones, outside, stories, faults);
    mistakes.addAll(talks.mistakes());
    talks.counts().forEach((what, n) -> counts.merge(what, n, Integer::sum));
  }

  /// What does not fit, one call in each line.
  List<String> mistakes() {
    return mistakes;
  }

  /// Only callers make contacts, or those who were called by us and passed on in vain.
  private void called(String number, List<SoakStory> found, List<SoakStory> stories) {
    boolean comesBack =
        stories.stream()
            .filter(story -> story.outgoing() && story.number().equals(number))
            .anyMatch(story -> isPassedOn(story, found.getFirst().began()));
    if (!callers.numbers().contains(number) && !comesBack) {
      mistakes.add(
          "nobody called from %s: %s"
              .formatted(number, stories.stream().filter(s -> s.number().equals(number)).toList()));
    }
  }

  private void account(String number) {
    List<SoakStory> found = withoutPassedOn(calls.getOrDefault(number, List.of()));
    if (callers.at(number, "in").isEmpty()) {
      count("not let in");
    } else if (found.size() > 1) {
      wrong(number, "is more than one contact");
    } else if (found.isEmpty()) {
      unseen(number);
    } else {
      outcome(number, found.getFirst());
    }
  }

  private void unseen(String number) {
    Duration stayed = Duration.between(in(number), end(number));
    if (phonesOf(number).findAny().isPresent()) {
      wrong(number, "is no contact");
    } else if (faults.mayBeUnseen(in(number), end(number))) {
      count("came and went unseen");
    } else if (stayed.compareTo(TO_THE_WAITING_ROOM) < 0) {
      count("left before the waiting room");
    } else {
      wrong(number, "is no contact");
    }
  }

  /// A caller whom nobody outside took, and whose contact was closed meanwhile, comes back as a new
  /// one: the last counts, those before were handled.
  private List<SoakStory> withoutPassedOn(List<SoakStory> all) {
    List<SoakStory> found = new ArrayList<>(all);
    found.sort(Comparator.comparing(SoakStory::began));
    while (found.size() > 1 && isPassedOn(found.getFirst(), found.get(1).began())) {
      found.removeFirst();
      count("came back from outside as a new contact");
    }
    return found;
  }

  private boolean isPassedOn(SoakStory story, Instant before) {
    return story
            .all("contact.forwarded")
            .map(line -> line.text().replaceFirst(".* ", ""))
            .anyMatch(to -> outside.to(to).noneMatch(leg -> leg.answered().isPresent()))
        && story.outcome().equals("handled")
        && !story.ended().isAfter(before);
  }

  private void outcome(String number, SoakStory story) {
    count(story.outcome());
    boolean handled = story.outcome().equals("handled");
    if (!handled && !story.outcome().equals("abandoned")) {
      wrong(number, "ended neither handled nor abandoned");
    } else if (story.all("contact.closed").count() != 1) {
      wrong(number, "has not one outcome");
    } else if (handled != story.isInHandsLast()) {
      wrong(number, "ended otherwise than its history says");
    } else if (faults.isQuiet(in(number), story.ended())) {
      seenFromOutside(number, story, handled);
    }
  }

  private void seenFromOutside(String number, SoakStory story, boolean handled) {
    Instant left = leaves(number).orElse(end(number));
    boolean promised = story.says("contact.callback-promised");
    boolean answered = phones.of(story.id()).anyMatch(leg -> leg.answered().isPresent());
    boolean talking =
        phones
            .of(story.id())
            .filter(leg -> leg.ended().filter(end -> end.isBefore(left)).isEmpty())
            .anyMatch(leg -> leg.talks(CROSSING, in(number), left));
    if (handled && !answered && !promised) {
      wrong(number, "was answered by nobody");
    } else if (!handled && talking && !story.movesAbout(left, CROSSING)) {
      wrong(number, "was answered");
    } else if (!handled && answered && !story.says("contact.accepted")) {
      count("left in the moment of the answer");
    }
  }

  private Stream<Leg> phonesOf(String number) {
    return phones.all().stream().filter(leg -> leg.shown().equals(number));
  }

  private Instant in(String number) {
    return callers.at(number, "in").orElseThrow();
  }

  private Optional<Instant> leaves(String number) {
    return callers.at(number, "leaves").or(() -> callers.at(number, "left"));
  }

  /// When the PBX had the call no more. A caller whose call died with it notices only later.
  private Instant end(String number) {
    return faults.end(in(number), callers.of(number).getLast().at());
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void wrong(String number, String what) {
    List<SoakStory> stories = calls.getOrDefault(number, List.of());
    mistakes.add(
        "%s %s: %s, caller %s, phones %s"
            .formatted(
                number,
                what,
                stories,
                callers.of(number),
                stories.stream().flatMap(story -> phones.of(story.id())).toList()));
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}

package it.sportello;

import it.sportello.testkit.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Compares what callers and telephones saw with what the server says of each call.
final class SoakLedger {
  /// What happened longer than this before a fault had been recorded.
  private static final Duration IN_FLIGHT = Duration.ofSeconds(5);

  /// From the ACK that a telephone hears until Asterisk has joined both sides, on a slow machine.
  private static final Duration TO_TALK = Duration.ofSeconds(1);

  /// A time in which the server could not hear the PBX.
  record Gap(Instant from, Instant to) {}

  private final CallLog callers;
  private final CallLog phones;
  private final List<Gap> gaps;
  private final List<Instant> deaths;
  private final Map<String, List<JsonNode>> contacts = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  /// Takes both logs, the cards of all contacts, and what was broken.
  ///
  /// @param deaths when Asterisk had died, oldest first
  SoakLedger(
      CallLog callers, CallLog phones, List<JsonNode> cards, List<Gap> gaps, List<Instant> deaths) {
    this.callers = callers;
    this.phones = phones;
    this.gaps = List.copyOf(gaps);
    this.deaths = List.copyOf(deaths);
    for (JsonNode card : cards) {
      if (card.path("channel").asString("").equals("voice")) {
        contacts
            .computeIfAbsent(
                card.path("customer").path("address").asString(""), _ -> new ArrayList<>())
            .add(card);
      }
    }
    contacts.keySet().stream()
        .filter(number -> !callers.numbers().contains(number))
        .forEach(number -> mistakes.add("nobody called from " + number));
    callers.numbers().forEach(this::account);
  }

  /// What does not fit, one call in each line.
  List<String> mistakes() {
    return mistakes;
  }

  private void account(String number) {
    List<JsonNode> found = contacts.getOrDefault(number, List.of());
    Optional<Instant> in = callers.at(number, "in");
    if (in.isEmpty()) {
      count("not let in");
      return;
    }
    boolean quiet = gaps.stream().noneMatch(gap -> touches(number, gap));
    if (found.size() > 1) {
      wrong(number, "is more than one contact");
    } else if (found.isEmpty()) {
      if (quiet || hadToBeSeen(number)) {
        wrong(number, "is no contact");
      }
      count("came and went unseen");
    } else {
      outcome(number, found.getFirst(), quiet);
    }
  }

  private void outcome(String number, JsonNode card, boolean quiet) {
    String outcome = card.path("state").path("outcome").asString("");
    count(outcome);
    if (!outcome.equals("handled") && !outcome.equals("abandoned")) {
      wrong(number, "is still open");
    } else if (outcome.equals("handled") && !phones.says(number, "answered")) {
      wrong(number, "was answered by nobody");
    } else if (quiet && outcome.equals("abandoned") && phones.says(number, "answered")) {
      if (crossed(number)) {
        count("left in the moment of the answer");
      } else {
        wrong(number, "was answered");
      }
    }
  }

  /// Whether the caller's BYE and the telephone's 200 met: the caller left before the two could
  /// talk, and Asterisk, not the operator, ended it.
  private boolean crossed(String number) {
    Optional<Instant> leaves = callers.at(number, "leaves");
    Instant answered = phones.at(number, "answered").orElseThrow();
    return phones.says(number, "left")
        && leaves.filter(at -> at.isBefore(answered.plus(TO_TALK))).isPresent();
  }

  private boolean touches(String number, Gap gap) {
    return !end(number).isBefore(gap.from.minus(IN_FLIGHT)) && !in(number).isAfter(gap.to);
  }

  /// A call that rang somewhere had been recorded before; one that outlived a gap was found after
  /// it.
  private boolean hadToBeSeen(String number) {
    return !phones.of(number).isEmpty()
        || gaps.stream()
            .filter(gap -> touches(number, gap))
            .noneMatch(
                gap ->
                    in(number).isAfter(gap.from.minus(IN_FLIGHT)) && gap.to.isAfter(end(number)));
  }

  private Instant in(String number) {
    return callers.at(number, "in").orElseThrow();
  }

  /// When the PBX had the call no more. A caller whose call died with it notices only later.
  private Instant end(String number) {
    Instant end = Objects.requireNonNull(callers.of(number).getLast()).at();
    return deaths.stream()
        .filter(death -> death.isAfter(in(number)) && death.isBefore(end))
        .findFirst()
        .orElse(end);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void wrong(String number, String what) {
    mistakes.add(
        "%s %s: %s, caller %s, phones %s"
            .formatted(
                number,
                what,
                contacts.getOrDefault(number, List.of()),
                callers.of(number),
                phones.of(number)));
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}

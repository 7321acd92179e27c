package it.sportello.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the scenario `soak-phone` wrote down about each call that came to one of its telephones.
public final class LegLog {
  private static final List<String> ENDS = List.of("left", "leaves", "cancelled", "end");

  /// One call to one telephone.
  ///
  /// @param called the telephone's own name or number
  /// @param shown the number it saw
  /// @param contact which contact it is, if the PBX said so; may be empty
  /// @param steps when what happened first
  public record Leg(String called, String shown, String contact, Map<String, Instant> steps) {
    /// When something happened.
    public Optional<Instant> at(String what) {
      return Optional.ofNullable(steps.get(what));
    }

    public Instant rang() {
      return at("rings").orElseThrow();
    }

    public Optional<Instant> answered() {
      return at("answered");
    }

    /// When the telephone had it no more; empty if it still has.
    public Optional<Instant> ended() {
      return ENDS.stream().flatMap(end -> at(end).stream()).min(Instant::compareTo);
    }

    /// Whether it was answered, and at least so much of the talk lies between both instants.
    public boolean talks(Duration atLeast, Instant from, Instant to) {
      if (answered().isEmpty()) {
        return false;
      }
      Instant first = answered().get().isAfter(from) ? answered().get() : from;
      Instant last = ended().filter(end -> end.isBefore(to)).orElse(to);
      return !last.isBefore(first.plus(atLeast));
    }
  }

  private final List<Leg> all;
  private final Map<String, List<Leg>> byContact;
  private final Map<String, List<Leg>> byCalled;

  /// Reads a log.
  public LegLog(String log) {
    var legs = new LinkedHashMap<String, Leg>();
    for (String line : log.split("\n", -1)) {
      // date, time and seconds since 1970 between tabs, then the words
      String[] columns = line.split("\t", 3);
      String[] words = columns[columns.length - 1].strip().split(" +", 6);
      if (columns.length == 3 && words.length >= 5) {
        legs.computeIfAbsent(
                words[4],
                _ ->
                    new Leg(words[2], words[3], words.length == 6 ? words[5] : "", new HashMap<>()))
            .steps()
            .putIfAbsent(words[1], CallLog.instant(words[0]));
      }
    }
    all = legs.values().stream().filter(leg -> leg.at("rings").isPresent()).toList();
    byContact = all.stream().collect(Collectors.groupingBy(Leg::contact));
    byCalled = all.stream().collect(Collectors.groupingBy(Leg::called));
  }

  /// All that rang, oldest first.
  public List<Leg> all() {
    return all;
  }

  /// Those of one contact.
  public Stream<Leg> of(String contact) {
    return byContact.getOrDefault(contact, List.of()).stream();
  }

  /// Those that came to one telephone or number.
  public Stream<Leg> to(String called) {
    return byCalled.getOrDefault(called, List.of()).stream();
  }
}

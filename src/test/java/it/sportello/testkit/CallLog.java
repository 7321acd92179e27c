package it.sportello.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the scenario `soak-caller` wrote down about each caller's number.
public final class CallLog {
  /// One step of one call.
  ///
  /// @param rest what the scenario added
  public record Step(Instant at, String what, String rest) {}

  private final Map<String, List<Step>> steps = new HashMap<>();

  /// Reads a log.
  public CallLog(String log) {
    for (String line : log.split("\n", -1)) {
      // date, time and seconds since 1970 between tabs, then the words
      String[] columns = line.split("\t", 3);
      String[] words = columns[columns.length - 1].split(" ", 4);
      if (columns.length == 3 && words.length >= 3) {
        steps
            .computeIfAbsent(words[2], _ -> new ArrayList<>())
            .add(new Step(instant(words[0]), words[1], words.length == 4 ? words[3] : ""));
      }
    }
  }

  static Instant instant(String seconds) {
    String[] parts = seconds.split("\\.", 2);
    return Instant.ofEpochSecond(
        Long.parseLong(parts[0]), Long.parseLong(parts[1].substring(0, 6)) * 1000);
  }

  /// All numbers in it.
  public Set<String> numbers() {
    return steps.keySet();
  }

  /// Everything about one number, oldest first.
  public List<Step> of(String number) {
    return steps.getOrDefault(number, List.of());
  }

  /// When something happened for the first time.
  public Optional<Instant> at(String number, String what) {
    return of(number).stream().filter(s -> s.what.equals(what)).map(Step::at).findFirst();
  }

  /// Whether something happened.
  public boolean says(String number, String what) {
    return at(number, what).isPresent();
  }
}

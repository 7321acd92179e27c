package it.sportello;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// What callers and telephones of [SoakIT] do, decided before the first call.
final class SoakPlans {
  private SoakPlans() {}

  /// What the queue of [SoakIT] does besides: it is always open, calls back, and its operators wrap
  /// up quickly.
  ///
  /// @param config the directory of the configuration
  /// @param tries how many calls in vain end a promise
  static void arrange(Path config, int tries) {
    try {
      Path queues = config.resolve("queues.yaml");
      Files.writeString(
          queues,
          Files.readString(queues)
              .replaceFirst("wrapUpFor: 2 min", "wrapUpFor: 10 s")
              .replaceFirst("opening: ufficio", "opening: sempre")
              .replaceFirst(
                  "survey: \\{}\n",
                  "survey: {}\n    callback: {tries: " + tries + ", every: 1 min}\n"));
      Path sportello = config.resolve("sportello.yaml");
      Files.writeString(
          sportello,
          Files.readString(sportello) + "  outgoing: {prefixes: [\"+39\"], ringFor: 5 s}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What one call meets at a telephone: a line of `soak-phone`.
  static String telephone(Random random) {
    int kind = random.nextInt(100);
    String plan = kind < 8 ? "rejects" : kind < 12 ? "silent" : "answers";
    int ring = 200 * random.nextInt(1, 5);
    int hold = random.nextInt(6) == 0 ? random.nextInt(50, 1500) : 0;
    return "%s;%d;%d;%d".formatted(plan, ring, talk(random), hold);
  }

  /// Some hang up at once, some talk long enough for others to be asked.
  private static int talk(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> random.nextInt(30);
      case 2, 3 -> random.nextInt(3000, 9000);
      default -> random.nextInt(100, 3000);
    };
  }

  /// What one caller does, who has a number of their own: a line of `soak-caller`.
  static String caller(int n, Random random) {
    boolean presses = random.nextInt(12) == 0;
    return "%s;%d;%s;%d"
        .formatted(
            number("05", n),
            presses ? random.nextInt(8000) : patience(random),
            presses ? "presses" : "listens",
            random.nextInt(2000));
  }

  /// A number that nobody else has.
  ///
  /// @param area the first two digits
  static String number(String area, int n) {
    return "+39%s0%07d".formatted(area, n);
  }

  /// Some hang up at once, some about when a telephone that rang for them is picked up, the others
  /// while they wait or talk, or not before the operator does.
  private static int patience(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(100);
      case 1, 2 -> 200 * random.nextInt(1, 5) + random.nextInt(120);
      case 3, 4 -> random.nextInt(5000);
      default -> 5000 + random.nextInt(10_000);
    };
  }
}

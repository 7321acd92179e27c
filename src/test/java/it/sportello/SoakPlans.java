package it.sportello;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// What callers and telephones of [SoakIT] do, decided before the first call.
final class SoakPlans {
  private SoakPlans() {}

  /// The PBX's own endpoints for the operators' telephones (`pjsip_local.conf`).
  static String telephones(List<String> operators) {
    return operators.stream()
        .map(
            o ->
                """
                [op%1$s]
                type = endpoint
                context = operators
                transport = transport-udp
                auth = op%1$s
                aors = op%1$s
                disallow = all
                allow = ulaw
                direct_media = no
                [op%1$s]
                type = auth
                auth_type = digest
                username = op%1$s
                password = only-a-test
                [op%1$s]
                type = aor
                max_contacts = 1
                remove_existing = yes
                """
                    .formatted(o.substring(1)))
        .collect(Collectors.joining());
  }

  /// What one call meets at a telephone: a line of `soak-phone`.
  static String telephone(Random random) {
    int kind = random.nextInt(100);
    String plan = kind < 8 ? "rejects" : kind < 12 ? "silent" : "answers";
    int ring = 200 * random.nextInt(1, 5);
    int talk = random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(100, 3000);
    int hold = random.nextInt(6) == 0 ? random.nextInt(50, 1500) : 0;
    return "%s;%d;%d;%d".formatted(plan, ring, talk, hold);
  }

  /// What one caller does, who has a number of their own: a line of `soak-caller`.
  static String caller(int n, Random random) {
    return "+3905%07d;%d".formatted(n, patience(random));
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

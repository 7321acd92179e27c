package it.sportello.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// What a [SoakOperator] does with a talk each time something about it changes, decided by dice:
/// mostly nothing; passes it on, asks somebody, changes sides, leaves the caller or comes back.
///
/// @param queue the queue all work in
/// @param colleagues their ids, the operator's own among them
/// @param numbers gives numbers outside, each only once
public record SoakTalk(
    String queue, List<String> colleagues, Supplier<String> numbers, RandomGenerator random) {

  String numberOutside() {
    return numbers.get();
  }

  void on(JsonNode card, String user, ConsoleClient console)
      throws IOException, InterruptedException {
    String contact = "/api/v1/contacts/" + card.path("id").asString("");
    JsonNode consult = card.path("consult");
    if (consult.isNull() || consult.isMissingNode()) {
      talking(contact, console);
    } else if (consult.path("by").path("id").asString("").equals(user)) {
      asking(contact, consult.path("phase").asString("").equals("ringing"), console);
    }
  }

  private void talking(String contact, ConsoleClient console)
      throws IOException, InterruptedException {
    switch (random.nextInt(24)) {
      case 0 -> console.post(contact + "/hangup", Map.of());
      case 1, 2 -> console.post(contact + "/transfer-to", Map.of("operator", colleague()));
      case 3 -> console.post(contact + "/transfer", Map.of("queue", queue));
      case 4 -> console.post(contact + "/forward", Map.of("number", numbers.get()));
      case 5 -> console.post(contact + "/consult", Map.of("number", numbers.get()));
      case 6, 7, 8, 9, 10, 11, 12 ->
          console.post(contact + "/consult", Map.of("operator", colleague()));
      default -> {}
    }
  }

  private String colleague() {
    return colleagues.get(random.nextInt(colleagues.size()));
  }

  private void asking(String contact, boolean ringing, ConsoleClient console)
      throws IOException, InterruptedException {
    String step =
        switch (random.nextInt(12)) {
          case 0, 1 -> "swap";
          case 2, 3 -> "conference";
          case 4 -> "return";
          case 5, 6, 7 -> "complete";
          default -> "";
        };
    if (!step.isEmpty() && (!ringing || step.equals("return"))) {
      console.post(contact + "/consult-step", Map.of("step", step));
    }
  }
}

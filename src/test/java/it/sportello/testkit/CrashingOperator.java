package it.sportello.testkit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// An operator whose server dies again and again: takes what is offered, adds a note, answers,
/// closes, logs in anew after each death. Remembers what the server acknowledged.
///
/// Every text is sent once only, so that none may be found twice.
public final class CrashingOperator {
  /// The classification of whatever is closed here.
  private static final List<String> CLASSIFICATION = List.of("tributi", "tari", "rimborso");

  private static final long LOOK_AGAIN_MS = 200;

  /// What was acknowledged. Numbers are those in the texts.
  private record Done(String contact, String act, int number) {}

  private final CrashingServer server;
  private final String user;
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();

  public CrashingOperator(CrashingServer server, String user) {
    this.server = server;
    this.user = user;
  }

  /// Works as long as told to.
  public void work(BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      try (var console = server.console(user)) {
        console.goLive();
        console.post("/api/v1/presence", Map.of("presence", "available"));
        while (goOn.getAsBoolean()) {
          JsonNode frame = console.frames().poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
          if (frame == null) {
            // a dead server sends no frames; only a call finds out
            console.get("/api/v1/session");
          } else {
            take(frame, console);
          }
        }
      } catch (IOException e) {
        server.awaitAnswer(goOn);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void take(JsonNode frame, ConsoleClient console)
      throws IOException, InterruptedException {
    switch (frame.path("kind").asString("")) {
      case "snapshot" -> {
        for (JsonNode card : frame.path("contacts")) {
          handle(card, console);
        }
      }
      case "contact" -> handle(frame.path("contact"), console);
      default -> {}
    }
  }

  private void handle(JsonNode card, ConsoleClient console)
      throws IOException, InterruptedException {
    String id = card.path("id").asString("");
    switch (card.path("state").path("kind").asString("")) {
      case "offered" -> act(console, id, "accept", 0, Map.of());
      case "handling" -> {
        int number = numbers.incrementAndGet();
        act(console, id, "note", number, Map.of("text", text("Nota", number)));
        act(console, id, "reply", number, Map.of("text", text("Risposta", number)));
        act(console, id, "close", number, Map.of("classification", CLASSIFICATION, "note", ""));
      }
      default -> {}
    }
  }

  private void act(ConsoleClient console, String id, String act, int number, Object body)
      throws IOException, InterruptedException {
    if (console.post("/api/v1/contacts/" + id + "/" + act, body) == 200) {
      done.add(new Done(id, act, number));
    }
  }

  private static String text(String kind, int number) {
    return kind + " numero " + number + " fine";
  }

  /// How many contacts were closed, as the server said.
  public long closed() {
    return done.stream().filter(d -> d.act.equals("close")).count();
  }

  /// Checks everything acknowledged against what the server shows now, and that nothing is there
  /// twice, acknowledged or not.
  public void check(ConsoleClient console) throws IOException, InterruptedException {
    Map<String, Integer> notes = new HashMap<>();
    Map<String, Integer> replies = new HashMap<>();
    Map<String, JsonNode> seen = new HashMap<>();
    for (Done d : done) {
      if (!seen.containsKey(d.contact)) {
        JsonNode detail = console.get("/api/v1/contacts/" + d.contact);
        seen.put(d.contact, detail);
        count(detail.path("notes"), "Nota numero \\d+ fine", notes);
        count(detail.path("messages"), "(?s).*(Risposta numero \\d+ fine).*", replies);
      }
    }
    notes.forEach((text, times) -> assertEquals(1, times, text));
    replies.forEach((text, times) -> assertEquals(1, times, text));
    for (Done d : done) {
      switch (d.act) {
        case "note" -> assertTrue(notes.containsKey(text("Nota", d.number)), d.toString());
        case "reply" -> assertTrue(replies.containsKey(text("Risposta", d.number)), d.toString());
        case "close" -> {
          JsonNode detail = requireNonNull(seen.get(d.contact));
          String state = detail.path("card").path("state").path("kind").asString("");
          assertEquals("closed", state, d.toString());
          assertEquals(
              "rimborso", detail.path("classification").path(2).asString(""), d.toString());
        }
        default -> {}
      }
    }
  }

  private static void count(JsonNode entries, String wanted, Map<String, Integer> found) {
    for (JsonNode entry : entries) {
      String text = entry.path("text").asString("").strip();
      if (text.matches(wanted)) {
        found.merge(
            text.replaceFirst("(?s).*?((Nota|Risposta) numero \\d+ fine).*", "$1"),
            1,
            Integer::sum);
      }
    }
  }

  /// What was acknowledged, counted.
  @Override
  public String toString() {
    return done.stream()
        .collect(Collectors.groupingBy(Done::act, TreeMap::new, Collectors.counting()))
        .toString();
  }

  /// The texts of the answers the server acknowledged.
  public List<String> answers() {
    return done.stream()
        .filter(d -> d.act.equals("reply"))
        .map(d -> text("Risposta", d.number))
        .toList();
  }
}

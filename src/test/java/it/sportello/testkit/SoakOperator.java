package it.sportello.testkit;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The console of an operator who has a telephone, beside a [Sipp] that plays the telephone: does
/// with talks what [SoakTalk] says, writes up what was talked about, calls out now and then, comes
/// back from every pause, sometimes goes away in the middle, reloads the page, logs in anew after
/// each death of the server.
public final class SoakOperator {
  private static final List<String> CLASSIFICATION = List.of("tributi", "tari", "rimborso");
  private static final long LOOK_AGAIN_MS = 500;

  private final CrashingServer server;
  private final String user;
  private final RandomGenerator random;
  private final SoakTalk talk;
  private final Consumer<String> placed;

  /// @param talk what the operator does with talks
  /// @param placed is told the contact of each call out that began
  public SoakOperator(
      CrashingServer server,
      String user,
      RandomGenerator random,
      SoakTalk talk,
      Consumer<String> placed) {
    this.server = server;
    this.user = user;
    this.random = random;
    this.talk = talk;
    this.placed = placed;
  }

  /// Works as long as told to.
  public void work(BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      try (var console = server.console(user)) {
        console.goLive();
        present(console, "available");
        long reload = System.nanoTime() + Duration.ofSeconds(random.nextInt(20, 60)).toNanos();
        while (goOn.getAsBoolean() && System.nanoTime() < reload) {
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
        comeBack(frame.path("me"), console);
      }
      case "contact" -> handle(frame.path("contact"), console);
      case "me" -> comeBack(frame.path("me"), console);
      default -> {}
    }
  }

  private void handle(JsonNode card, ConsoleClient console)
      throws IOException, InterruptedException {
    String contact = "/api/v1/contacts/" + card.path("id").asString("");
    boolean live = card.path("live").asBoolean();
    switch (card.path("state").path("kind").asString("")) {
      case "offered" -> {
        // a call back rings only who accepts it
        if (!live || !card.path("callback").isNull()) {
          console.post(contact + "/accept", Map.of());
        } else if (random.nextInt(20) == 0) {
          // while it rings
          present(console, "away");
        }
      }
      case "calling", "dialling" -> {
        if (random.nextInt(20) == 0) {
          console.post(contact + "/hangup", Map.of());
        }
      }
      case "handling", "hold" -> {
        if (live) {
          talk.on(card, user, console);
        } else {
          close(contact, console);
        }
      }
      case "wrapup" -> wrapUp(card, contact, console);
      default -> {}
    }
  }

  /// Some leave it to the time limit; some call somebody before they take the next one.
  private void wrapUp(JsonNode card, String contact, ConsoleClient console)
      throws IOException, InterruptedException {
    int kind = random.nextInt(24);
    if (kind == 0) {
      return;
    }
    if (!card.path("operator").path("id").asString("").equals(user)) {
      console.post(contact + "/wrapped-up", Map.of());
      return;
    }
    if (kind <= 2) {
      present(console, "pause");
    }
    close(contact, console);
    if (kind <= 2) {
      HttpResponse<String> began =
          console.answer(
              "/api/v1/calls", Map.of("queue", talk.queue(), "number", talk.numberOutside()));
      if (began.statusCode() == 200) {
        placed.accept(JsonMapper.shared().readTree(began.body()).path("contact").asString(""));
      }
    }
  }

  private static void close(String contact, ConsoleClient console)
      throws IOException, InterruptedException {
    console.post(contact + "/close", Map.of("classification", CLASSIFICATION, "note", ""));
  }

  private static void comeBack(JsonNode me, ConsoleClient console)
      throws IOException, InterruptedException {
    if (!me.path("presence").asString("").equals("available")) {
      present(console, "available");
    }
  }

  private static void present(ConsoleClient console, String presence)
      throws IOException, InterruptedException {
    console.post("/api/v1/presence", Map.of("presence", presence));
  }
}

package it.sportello;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Sound;
import it.sportello.testkit.Voice;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks that are recorded: a real Asterisk, telephones that hum, and a console that listens.
class RecordingIT extends MediaOnAsterisk {
  private static final double LOUD = 1500;
  private static final double SILENT = 50;
  private static final int TENTH = 800;

  @Test
  void aTalkIsSealedAndHeardWithTheGapOfItsPause() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      ConsoleClient carla = bench.console("carla");
      Voice phone = bench.anna();
      Voice caller = bench.caller();
      String contact = bench.contactIs(anna, "handling");
      String recording = "/api/v1/contacts/" + contact + "/recording";
      bench.recordingIs(anna, contact, "recording");
      caller.awaits(MediaBench.ANNA);
      phone.awaits(MediaBench.CALLER);
      passes(1500);
      assertEquals(200, anna.post(recording + "/pause", Map.of()));
      long pausedAt = System.nanoTime();
      bench.recordingIs(anna, contact, "paused");
      passes(1500);
      assertEquals(200, anna.post(recording + "/resume", Map.of()));
      long pausedMs = (System.nanoTime() - pausedAt) / 1_000_000;
      passes(1500);
      assertEquals(200, anna.post("/api/v1/contacts/" + contact + "/hangup", Map.of()));
      JsonNode kept = bench.recordingIs(carla, contact, "kept");

      isSealed(bench);
      byte[] wave = heard(carla, anna, contact);
      short[] samples = Sound.ofWave(wave);
      assertEquals(samples.length / 8, kept.path("durationMs").asLong());
      isTalkWithGap(samples, pausedMs);
      assertTrue(MediaBench.types(carla, contact).contains("recording.heard"));
    }
  }

  private static void isSealed(MediaBench bench) throws Exception {
    Eventually.within(MediaBench.SOON, () -> isEmpty(bench));
    List<Path> sealed = bench.sealed();
    assertEquals(1, sealed.size(), sealed::toString);
    assertFalse(new String(Files.readAllBytes(sealed.getFirst()), ISO_8859_1).contains("RIFF"));
  }

  private static boolean isEmpty(MediaBench bench) {
    try {
      return bench.spooled().isEmpty();
    } catch (java.io.IOException e) {
      return false;
    }
  }

  /// Listens in two parts, as a player does, and once to all of it.
  private static byte[] heard(ConsoleClient carla, ConsoleClient anna, String contact)
      throws Exception {
    String listenings = "/api/v1/contacts/" + contact + "/recordings/1/listenings";
    assertEquals(403, anna.post(listenings, Map.of()));
    String sound =
        JsonMapper.shared()
            .readTree(carla.answer(listenings, Map.of()).body())
            .path("address")
            .asString();
    HttpResponse<byte[]> all = carla.bytes(sound, "");
    assertEquals(200, all.statusCode());
    int half = all.body().length / 2;
    HttpResponse<byte[]> first = carla.bytes(sound, "bytes=0-" + (half - 1));
    HttpResponse<byte[]> rest = carla.bytes(sound, "bytes=" + half + "-");
    assertEquals(206, first.statusCode());
    assertArrayEquals(Arrays.copyOfRange(all.body(), 0, half), first.body());
    assertArrayEquals(Arrays.copyOfRange(all.body(), half, all.body().length), rest.body());
    assertEquals(403, anna.bytes(sound, "").statusCode());
    assertEquals(403, carla.bytes(sound.replaceFirst("listening=.*", ""), "").statusCode());
    return all.body();
  }

  /// Both are heard, then there is silence for as long as the pause was, then both again.
  private static void isTalkWithGap(short[] samples, long pausedMs) {
    var text = new StringBuilder();
    for (int i = 0; i + TENTH <= samples.length; i += TENTH) {
      double caller = Sound.level(samples, i, TENTH, MediaBench.CALLER);
      double anna = Sound.level(samples, i, TENTH, MediaBench.ANNA);
      text.append(
          caller > LOUD && anna > LOUD ? 'B' : caller < SILENT && anna < SILENT ? '_' : '.');
    }
    assertTrue(text.toString().matches("[_.]*B[B.]{8,}_+[.]?B[B.]{6,}[_.]*"), text::toString);
    long gap = text.toString().replaceAll(".*B(_+)[.]?B.*", "$1").length() * 100L;
    assertTrue(Math.abs(pausedMs - gap) < 700, text::toString);
  }

  @Test
  void whoRefusesByAKeyLeavesNoFile() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      bench.anna();
      bench.callerPresses("9");
      String contact = bench.contactIs(anna, "handling");
      passes(1000);
      assertEquals(200, anna.post("/api/v1/contacts/" + contact + "/hangup", Map.of()));
      bench.contactIs(anna, "wrapup");
      JsonNode detail = anna.get("/api/v1/contacts/" + contact);
      assertEquals("refused", detail.path("consent").asString());
      assertTrue(detail.path("recordings").isEmpty(), detail::toString);
      assertEquals(List.of(), bench.spooled());
      assertEquals(List.of(), bench.sealed());
    }
  }

  @Test
  void whoIsAskedIsRecordedAfterAYes() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "asked")) {
      ConsoleClient anna = bench.available("anna");
      bench.anna();
      bench.callerPresses("1");
      String contact = bench.contactIs(anna, "handling");
      bench.recordingIs(anna, contact, "recording");
      assertEquals("given", anna.get("/api/v1/contacts/" + contact).path("consent").asString());
    }
  }

  /// People talk for a while: what is recorded is as long.
  private static void passes(long millis) throws InterruptedException {
    var over = new java.util.concurrent.CountDownLatch(1);
    var _ = over.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }
}

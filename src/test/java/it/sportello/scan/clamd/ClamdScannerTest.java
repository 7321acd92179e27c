package it.sportello.scan.clamd;

import static it.sportello.testkit.ScriptedClamd.file;
import static it.sportello.testkit.ScriptedClamd.say;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.HostPort;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.ScriptedClamd;
import it.sportello.testkit.ScriptedClamd.Script;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The conversation with clamd, also with one that misbehaves.
class ClamdScannerTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final long MAX = 4 << 20;

  @Test
  void sendsFilesOfEverySizeWhole() throws Exception {
    var seen = new AtomicReference<>(new byte[0]);
    try (var server =
        new ScriptedClamd(
            (_, in, out) -> {
              seen.set(file(in));
              say(out, "stream: OK");
            })) {
      int piece = ClamdScanner.PIECE;
      for (int size : new int[] {0, 1, piece - 1, piece, piece + 1, 3 * piece, 3_000_000}) {
        byte[] bytes = random(size);
        assertEquals(Verdict.clean(), scanner(server, LONG).scan(stream(bytes)));
        assertArrayEquals(bytes, seen.get());
      }
      assertEquals("zINSTREAM", server.commands().peek());
    }
  }

  @Test
  void saysWhoScans() throws Exception {
    try (var server = new ScriptedClamd((_, _, out) -> say(out, "ClamAV 1.4.3/27800/today\n"))) {
      assertEquals("ClamAV 1.4.3/27800/today", scanner(server, LONG).version());
      assertEquals("zVERSION", server.commands().peek());
    }
  }

  @Test
  void hearsThatAFileIsTooLargeBeforeItsEnd() throws Exception {
    try (var server =
        new ScriptedClamd(
            (_, in, out) -> {
              var _ = in.readNBytes(100_000);
              say(out, "INSTREAM size limit exceeded. ERROR");
            })) {
      var endless = new Endless();
      assertEquals(Verdict.unscannable(Verdict.TOO_LARGE), scanner(server, LONG).scan(endless));
    }
  }

  @Test
  void sendsNoMoreThanItMay() throws Exception {
    var heard = new AtomicLong();
    var closed = new CountDownLatch(1);
    try (var server =
        new ScriptedClamd(
            (_, in, _) -> {
              for (long n = in.skip(1 << 16); n > 0; n = in.skip(1 << 16)) {
                heard.addAndGet(n);
              }
              closed.countDown();
            })) {
      assertEquals(
          Verdict.unscannable(Verdict.TOO_LARGE), scanner(server, LONG).scan(new Endless()));
      assertTrue(closed.await(60, TimeUnit.SECONDS));
      assertTrue(heard.get() <= MAX + 2 * ClamdScanner.PIECE, () -> heard + " bytes");
    }
  }

  @Test
  void givesUpOnOneThatSaysNothing() throws Exception {
    refuses(
        (_, in, _) -> {
          var _ = file(in);
          ScriptedClamd.silence(in);
        },
        "waiting for the answer takes longer than it may");
  }

  @Test
  void givesUpOnOneThatDoesNotListen() throws Exception {
    var release = new CountDownLatch(1);
    try (var server = new ScriptedClamd((_, _, _) -> await(release))) {
      var scanner =
          new ClamdScanner(
              new ClamdOptions(
                  Optional.of(server.host()), Optional.empty(), LONG, SHORT, LONG, 1L << 40, 1));
      var e = assertThrows(ScannerUnavailable.class, () -> scanner.scan(new Endless()));
      assertTrue(said(e).contains("writing takes longer"), said(e));
    } finally {
      release.countDown();
    }
  }

  /// Something comes all the time, but no end: the whole has a bound of its own.
  @Test
  void givesUpOnOneThatDribbles() throws Exception {
    try (var server =
        new ScriptedClamd(
            (_, in, out) -> {
              var _ = file(in);
              var never = new CountDownLatch(1);
              while (true) {
                out.write('s');
                out.flush();
                try {
                  var _ = never.await(2, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                  return;
                }
              }
            })) {
      var scanner =
          new ClamdScanner(
              new ClamdOptions(
                  Optional.of(server.host()), Optional.empty(), LONG, LONG, SHORT, MAX, 1));
      var e = assertThrows(ScannerUnavailable.class, () -> scanner.scan(stream(random(10))));
      assertTrue(said(e).contains("longer than it may"), said(e));
    }
  }

  @Test
  void refusesRubbish() throws Exception {
    refuses(
        (_, in, out) -> {
          var _ = file(in);
          say(out, "220 mail.example \u0007 ESMTP");
        },
        "answered \"220 mail.example ? ESMTP\"");
  }

  @Test
  void refusesAnAnswerWithoutAnEnd() throws Exception {
    refuses(
        (_, in, out) -> {
          var _ = file(in);
          out.write("x".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
          out.flush();
          ScriptedClamd.silence(in);
        },
        "an answer of more than");
  }

  @Test
  void noticesAnEndBeforeTheAnswer() throws Exception {
    refuses(
        (_, in, _) -> {
          var _ = file(in);
        },
        "closed the connection before its answer was whole");
    refuses(
        (_, in, out) -> {
          var _ = file(in);
          out.write("stream: O".getBytes(StandardCharsets.US_ASCII));
        },
        "closed the connection before its answer was whole");
  }

  @Test
  void noticesAnEndInTheMiddleOfAFile() throws Exception {
    try (var server = new ScriptedClamd((_, in, _) -> in.readNBytes(1000))) {
      assertThrows(
          ScannerUnavailable.class, () -> scanner(server, LONG).scan(stream(random(3_000_000))));
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    var nobody = new HostPort("127.0.0.1", Ports.freeTcp());
    var scanner = new ClamdScanner(options(Optional.of(nobody), LONG, 1));
    var e = assertThrows(ScannerUnavailable.class, scanner::version);
    assertTrue(said(e).startsWith("clamd at 127.0.0.1:"), said(e));
    var unknown = new HostPort("no-such-host.invalid", 3310);
    assertThrows(
        ScannerUnavailable.class,
        new ClamdScanner(options(Optional.of(unknown), LONG, 1))::version);
  }

  /// A disk that fails says nothing about the scanner.
  @Test
  void passesOnThatAFileCannotBeRead() throws Exception {
    try (var server = new ScriptedClamd(ScriptedClamd.knows("x"))) {
      var broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("the disk is broken");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
              return read();
            }
          };
      var e = assertThrows(IOException.class, () -> scanner(server, LONG).scan(broken));
      assertEquals("the disk is broken", said(e));
    }
  }

  /// The connection is gone before we hear that: what was said is there all the same.
  @Test
  void hearsThatAFileIsTooLargeAfterTheEndOfTheConnection() throws Exception {
    var gone = new CountDownLatch(1);
    try (var server =
        new ScriptedClamd(
            (_, in, out) -> {
              var _ = in.readNBytes(1000);
              say(out, "INSTREAM size limit exceeded. ERROR");
            })) {
      server.onEnd(gone::countDown);
      var waits =
          new InputStream() {
            private final Endless endless = new Endless();
            private int reads;

            @Override
            public int read() {
              return 0;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
              if (++reads == 2) {
                ClamdScannerTest.await(gone);
              }
              return endless.read(bytes, from, length);
            }
          };
      assertEquals(Verdict.unscannable(Verdict.TOO_LARGE), scanner(server, LONG).scan(waits));
    }
  }

  @Test
  void opensNoMoreConnectionsThanItMay() throws Exception {
    var release = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    try (var server =
        new ScriptedClamd(
            (_, in, out) -> {
              var _ = file(in);
              await(release);
              say(out, "stream: OK");
            })) {
      var scanner = new ClamdScanner(options(Optional.of(server.host()), LONG, 2));
      var clean = new AtomicLong();
      for (int i = 0; i < 6; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        var said = scanner.scan(stream(random(10)));
                        clean.addAndGet(said.equals(Verdict.clean()) ? 1 : 0);
                      } catch (ScannerUnavailable | IOException e) {
                        throw new AssertionError(e);
                      }
                    }));
      }
      Eventually.within(
          Duration.ofSeconds(30),
          () ->
              threads.stream().filter(t -> t.getState() == Thread.State.TIMED_WAITING).count()
                  == 4);
      release.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(6, clean.get());
    } finally {
      release.countDown();
    }
  }

  private static void refuses(Script script, String words) throws IOException {
    try (var server = new ScriptedClamd(script)) {
      var e =
          assertThrows(
              ScannerUnavailable.class, () -> scanner(server, SHORT).scan(stream(random(100))));
      assertTrue(said(e).contains(words), said(e));
    }
  }

  private static ClamdScanner scanner(ScriptedClamd server, Duration answerWithin) {
    return new ClamdScanner(options(Optional.of(server.host()), answerWithin, 1));
  }

  private static ClamdOptions options(
      Optional<HostPort> host, Duration answerWithin, int connections) {
    return new ClamdOptions(host, Optional.empty(), LONG, answerWithin, LONG, MAX, connections);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String said(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /// A file without an end.
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      return length;
    }
  }
}

package it.sportello.scan.clamd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.HostPort;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.testkit.ClamdServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The conversation with a real clamd.
class ClamdIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void scansOverTcpAndASocketFile() throws Exception {
    try (var clamd = ClamdServer.prepare(directory, "1M")) {
      clamd.start();
      var tcp = scanner(Optional.of(clamd.host()), Optional.empty(), 64L << 20);
      var file = scanner(Optional.empty(), Optional.of(clamd.socket()), 64L << 20);
      for (ClamdScanner scanner : List.of(tcp, file)) {
        assertTrue(scanner.version().startsWith("ClamAV 1."), scanner.version());
        assertEquals(Verdict.clean(), scanner.scan(bytes(new byte[0])));
        assertEquals(Verdict.clean(), scanner.scan(bytes(random(900_000))));
        var infected = Verdict.infected(ClamdServer.NAME);
        assertEquals(infected, scanner.scan(text("a " + ClamdServer.VIRUS + " b")));
        assertEquals(infected, scanner.scan(zipped(ClamdServer.VIRUS)));
        assertEquals(
            Verdict.unscannable(Verdict.TOO_LARGE), scanner.scan(bytes(random(1_500_000))));
        assertEquals(
            Verdict.unscannable(Verdict.TOO_LARGE), scanner.scan(bytes(random(40_000_000))));
      }
      clamd.kill();
      assertThrows(ScannerUnavailable.class, tcp::version);
      assertThrows(ScannerUnavailable.class, () -> file.scan(text("anything")));
      clamd.start();
      assertEquals(Verdict.clean(), tcp.scan(text("anything")));
    }
  }

  private static ClamdScanner scanner(Optional<HostPort> host, Optional<Path> socket, long most) {
    return new ClamdScanner(new ClamdOptions(host, socket, LONG, LONG, LONG, most, 2));
  }

  private static InputStream zipped(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("inside.txt"));
      zip.write(text.getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
    return bytes(out.toByteArray());
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static InputStream text(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static InputStream bytes(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}

package it.sportello.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import it.sportello.base.HostPort;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A clamd of the test's own, on loopback and on a socket file, which knows one virus: a text of
/// ours. It asks nobody for signatures.
public final class ClamdServer implements AutoCloseable {
  /// What it takes for a virus.
  public static final String VIRUS = "Sportello-Test-Virus-e0b7c1";

  /// How it calls it: names from an own database have this ending.
  public static final String NAME = "Sportello.Prova-1.UNOFFICIAL";

  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/clamd"), Path.of("/usr/local/sbin/clamd"));
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Path directory;
  private final Path program;
  private final int port;
  private Process process;

  private ClamdServer(Path directory, Path program, int port) throws IOException {
    this.directory = directory;
    this.program = program;
    this.port = port;
    process = new ProcessBuilder("true").start();
  }

  /// Prepares a server, which is not started yet; skips the test where it is not installed, and
  /// fails it with CI=true.
  ///
  /// @param directory short enough for the name of a socket file
  /// @param maxStream the largest file it takes, as its configuration writes it, such as `1M`
  public static ClamdServer prepare(Path directory, String maxStream) throws IOException {
    Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
    if (program.toString().isEmpty()) {
      if ("true".equals(System.getenv("CI"))) {
        fail("missing: clamd (package clamav-daemon)");
      }
      abort("missing: clamd (package clamav-daemon)");
    }
    var server = new ClamdServer(directory, program, Ports.freeTcp());
    Path signatures = Files.createDirectories(directory.resolve("signatures"));
    // name : any kind of file : anywhere : bytes (ClamAV's manual, "Extended signature format")
    Files.writeString(
        signatures.resolve("own.ndb"),
        "Sportello.Prova-1:0:*:"
            + HexFormat.of().formatHex(VIRUS.getBytes(StandardCharsets.US_ASCII))
            + "\n");
    Files.writeString(
        directory.resolve("clamd.conf"),
        """
        Foreground yes
        DatabaseDirectory %s
        LocalSocket %s
        TCPSocket %d
        TCPAddr 127.0.0.1
        StreamMaxLength %s
        TemporaryDirectory %s
        User %s
        MaxThreads 4
        AlertEncrypted yes
        """
            .formatted(
                signatures,
                server.socket(),
                server.port,
                maxStream,
                Files.createDirectories(directory.resolve("tmp")),
                System.getProperty("user.name")));
    return server;
  }

  /// Starts a server, and waits until it answers.
  public static ClamdServer start(Path directory) throws IOException {
    ClamdServer server = prepare(directory, "8M");
    server.start();
    return server;
  }

  /// Starts it, and waits until it answers.
  public void start() throws IOException {
    Files.deleteIfExists(socket());
    process =
        new ProcessBuilder(
                program.toString(), "-c", directory.resolve("clamd.conf").toString(), "-F")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("clamd.out").toFile())
            .start();
    Eventually.within(READY_WITHIN, () -> !process.isAlive() || listens());
    if (!process.isAlive()) {
      throw new IOException(
          "clamd does not start: " + Files.readString(directory.resolve("clamd.out")));
    }
  }

  private boolean listens() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket()));
    } catch (IOException e) {
      return false;
    }
  }

  /// Where it listens on TCP.
  public HostPort host() {
    return new HostPort("127.0.0.1", port);
  }

  /// Its socket file.
  public Path socket() {
    return directory.resolve("c.sock");
  }

  /// The part of `sportello.yaml` that has files scanned by it.
  public String yaml() {
    return "\nscan:\n  host: " + host() + "\n";
  }

  /// Ends it as a crash would.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      var _ = process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package it.sportello.testkit;

import it.sportello.testkit.Programs.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real Asterisk with the shipped configuration, on free ports of the loopback address, in a
/// directory of its own that goes with it.
///
/// Unpacked by `install-asterisk.sh` where it is missing (`ASTERISK_ROOT`, or
/// `~/.cache/asterisk22`).
public final class AsteriskServer implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("config/asterisk/bin");
  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(5);
  private static final Duration START_WITHIN = Duration.ofMinutes(5);

  private final Path run;
  private final int amiPort = Ports.freeTcp();
  private final int httpPort = Ports.freeTcp();
  private final int sipPort = Ports.freeUdp();
  private final int trunkPort = Ports.freeUdp();
  private long pid;

  private AsteriskServer(Path run) {
    this.run = run;
  }

  /// Starts one with no endpoints but the trunk and what the server writes.
  public static AsteriskServer start() {
    return start("");
  }

  /// Starts one and waits until it has booted; skips the test where Asterisk cannot be had, except
  /// with environment `CI=true`, where it fails.
  ///
  /// @param localEndpoints the content of `pjsip_local.conf`
  public static AsteriskServer start(String localEndpoints) {
    install();
    try {
      var server = new AsteriskServer(Files.createTempDirectory("asterisk"));
      Path etc = Files.createDirectories(server.run.resolve("etc"));
      Files.writeString(etc.resolve("pjsip_local.conf"), localEndpoints);
      server.boot();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the directory Asterisk and SIPp are unpacked in.
  static Path root() {
    String root = System.getenv("ASTERISK_ROOT");
    return root == null
        ? Path.of(System.getProperty("user.home"), ".cache/asterisk22")
        : Path.of(root);
  }

  private static void install() {
    if (Files.isExecutable(root().resolve("bin/asterisk"))
        && Files.isExecutable(root().resolve("bin/sipp"))) {
      return;
    }
    Ended installed =
        Programs.run(
            INSTALL_WITHIN, Map.of(), List.of(script("install-asterisk.sh"), root().toString()));
    if (installed.exitCode() == 0) {
      return;
    }
    String reason = "no Asterisk here: " + installed.output();
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(reason);
    }
    Assumptions.abort(reason);
  }

  private static String script(String name) {
    return SCRIPTS.resolve(name).toAbsolutePath().toString();
  }

  private void boot() {
    var environment =
        Map.of(
            "ASTERISK_ROOT", root().toString(),
            "AMI_PORT", Integer.toString(amiPort),
            "HTTP_PORT", Integer.toString(httpPort),
            "SIP_PORT", Integer.toString(sipPort),
            "TRUNK", "127.0.0.1:" + trunkPort);
    Ended started =
        Programs.run(
            START_WITHIN, environment, List.of(script("start-asterisk.sh"), run.toString()));
    Assertions.assertEquals(0, started.exitCode(), started.output());
    pid = Long.parseLong(Objects.requireNonNull(started.output().lines().reduce("", (_, b) -> b)));
  }

  public int amiPort() {
    return amiPort;
  }

  /// Returns the port of `/ws`, where softphones connect.
  public int httpPort() {
    return httpPort;
  }

  public int sipPort() {
    return sipPort;
  }

  /// Returns the port at the far end of the trunk, where calls to numbers outside arrive.
  public int trunkPort() {
    return trunkPort;
  }

  /// Returns the process; another one after each [#restart].
  public long pid() {
    return pid;
  }

  /// Returns the directory with its configuration.
  public Path etc() {
    return run.resolve("etc");
  }

  /// Returns the file with the AMI secret.
  public Path amiSecretFile() {
    return run.resolve("ami.secret");
  }

  public String amiSecret() {
    try {
      return Files.readString(amiSecretFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the file that the server writes and this Asterisk reads.
  public Path operatorsFile() {
    return run.resolve("operators/pjsip_operators.conf");
  }

  /// Returns the directory with what callers hear.
  public Path prompts() {
    return run.resolve("prompts");
  }

  /// Returns the directory where talks are recorded.
  public Path recordings() {
    return run.resolve("recordings");
  }

  /// Runs a command of Asterisk's own console and returns what it says.
  public String cli(String command) {
    return Programs.run(
            START_WITHIN,
            Map.of(),
            List.of(
                root().resolve("bin/asterisk").toString(),
                "-C",
                run.resolve("etc/asterisk.conf").toString(),
                "-rx",
                command))
        .output();
  }

  /// Ends every AMI session; Asterisk goes on.
  public void kickManagers() {
    cli("manager show connected")
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length > 4 && columns[0].equals("sportello"))
        .forEach(columns -> cli("manager kick session " + columns[4]));
  }

  /// Ends it without a word to anybody, as a crash does.
  public void kill() {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              Eventually.within(Duration.ofSeconds(10), () -> !process.isAlive());
            });
  }

  /// Kills it and starts it again on the same ports.
  ///
  /// @return when the old one was dead
  public Instant restart() {
    kill();
    Instant dead = Instant.now();
    boot();
    return dead;
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package it.sportello.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One SIPp process that plays one scenario of `src/test/sipp` against an Asterisk, for one call
/// unless `-m` says otherwise.
public final class Sipp implements AutoCloseable {
  private static final Path SCENARIOS = Path.of("src/test/sipp");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Process process;
  private final Path directory;
  private final int port;

  private Sipp(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /// How many calls went as the scenario says, and how many did not.
  public record Statistics(int successful, int failed) {}

  /// Starts a scenario on a free port.
  ///
  /// @param scenario the file's name without `.xml`
  /// @param arguments SIPp's own, for example `-s`, `055123`
  public static Sipp start(AsteriskServer pbx, String scenario, String... arguments) {
    return startOn(pbx, Ports.freeUdp(), scenario, arguments);
  }

  /// Starts a scenario on a port that is known already, for example from a registration.
  public static Sipp startOn(AsteriskServer pbx, int port, String scenario, String... arguments) {
    try {
      Path directory = Files.createTempDirectory("sipp");
      List<String> command =
          new ArrayList<>(
              List.of(
                  AsteriskServer.root().resolve("bin/sipp").toString(),
                  "127.0.0.1:" + pbx.sipPort(),
                  "-sf",
                  SCENARIOS.resolve(scenario + ".xml").toAbsolutePath().toString(),
                  "-i",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(port),
                  "-mp",
                  Integer.toString(Ports.freeUdp()),
                  "-nostdin",
                  "-timeout",
                  LONGEST.toSeconds() + "s",
                  "-timeout_error",
                  "-trace_err",
                  "-error_file",
                  "errors",
                  "-trace_logs",
                  "-log_file",
                  "log",
                  "-trace_stat",
                  "-stf",
                  "statistics",
                  "-fd",
                  "1"));
      List<String> given = Arrays.asList(arguments);
      if (!given.contains("-m")) {
        command.addAll(List.of("-m", "1"));
      }
      command.addAll(given);
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("screen").toFile())
              .start();
      return new Sipp(process, directory, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /// Waits until the scenario has ended as it should.
  ///
  /// @throws AssertionError if it does not end in time, or ends otherwise, with SIPp's own words
  public void succeeds(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("SIPp still runs after " + within + ": " + errors());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("SIPp ended with " + process.exitValue() + ": " + errors());
    }
  }

  /// Whether it still plays.
  public boolean isRunning() {
    return process.isAlive();
  }

  /// Waits until it has ended, however.
  ///
  /// @throws AssertionError if it does not end in time
  public void ends(Duration within) {
    Eventually.within(within, () -> !process.isAlive());
  }

  /// Returns what the scenario's own log actions wrote.
  public String log() {
    return read("log");
  }

  /// Returns what went wrong in SIPp's words; empty if nothing did.
  public String errors() {
    return read("errors");
  }

  /// Returns the counts SIPp wrote last, at least once a second and at its end.
  public Statistics statistics() {
    List<String> lines = read("statistics").lines().toList();
    if (lines.size() < 2) {
      return new Statistics(0, 0);
    }
    List<String> names = List.of(lines.getFirst().split(";", -1));
    String[] values = lines.getLast().split(";", -1);
    return new Statistics(
        Integer.parseInt(values[names.indexOf("SuccessfulCall(C)")]),
        Integer.parseInt(values[names.indexOf("FailedCall(C)")]));
  }

  private String read(String name) {
    try {
      Path file = directory.resolve(name);
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kills it if it still runs: the other side hears nothing.
  @Override
  public void close() {
    process.destroyForcibly();
    Eventually.within(Duration.ofSeconds(60), () -> !process.isAlive());
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

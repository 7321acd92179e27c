package it.sportello.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// The server in a process of its own, to be killed: the shipped configuration with a mailbox on
/// another server.
public final class CrashingServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Path directory;
  private final int port;
  private Process process;

  private CrashingServer(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    process = new ProcessBuilder("true").start();
  }

  /// Writes the configuration.
  public static CrashingServer prepare(
      Path directory, int smtp, int imap, String mailbox, String password) throws IOException {
    Path config = directory.resolve("config");
    Center.copy(Path.of("config"), config);
    Files.writeString(directory.resolve("mail.password"), password);
    int port = Ports.freeTcp();
    Path file = config.resolve("sportello.yaml");
    String server = "{host: 127.0.0.1, port: %d, tls: none, user: \"%s\", password: {file: %s}%s}";
    Path secret = directory.resolve("mail.password").toAbsolutePath();
    String text =
        Files.readString(file)
            .replace("127.0.0.1:8080", "127.0.0.1:" + port)
            .replace("enabled: true", "enabled: false")
            .replace(
                "embedded: true",
                "imap: "
                    + server.formatted(imap, mailbox, secret, ", poll: 5 s")
                    + "\n      smtp: "
                    + server.formatted(smtp, mailbox, secret, ""))
            .replace("form:\n", "form:\n    rate: {requests: 10000, per: 1 s}\n")
            .replace("../knowledge-base", Path.of("knowledge-base").toAbsolutePath().toString());
    Files.writeString(file, text);
    return new CrashingServer(directory, port);
  }

  /// Starts the server; returns at once.
  public void start() {
    process = command("serve", "--config", "config", "--data", "data");
  }

  /// Kills the server as a power cut would.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Stops the server as an administrator would.
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not stop: " + directory.resolve("server.log"));
    }
  }

  /// Runs another command to its end.
  ///
  /// @return its exit code
  public int run(String... arguments) throws InterruptedException {
    return command(arguments).waitFor();
  }

  private Process command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "it.sportello.Main"));
    command.addAll(List.of(arguments));
    File log = directory.resolve("server.log").toFile();
    try {
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /// Waits until the server answers.
  public void awaitReady() {
    try {
      Eventually.within(READY_WITHIN, () -> status() == 200);
    } catch (AssertionError e) {
      throw new AssertionError(
          "the server does not get ready: " + state() + "\n" + lastWords() + threads(), e);
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(directory.resolve("server.log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String threads() {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process print =
          new ProcessBuilder(tool, Long.toString(process.pid()), "Thread.print").start();
      return new String(print.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no threads: " + e;
    }
  }

  private String state() {
    return ready().map(a -> a.statusCode() + " " + a.body()).orElse("no answer");
  }

  private int status() {
    return ready().map(HttpResponse::statusCode).orElse(0);
  }

  private Optional<HttpResponse<String>> ready() {
    try (var client = HttpClient.newHttpClient()) {
      return Optional.of(
          client.send(
              HttpRequest.newBuilder(URI.create(url("/health/ready")))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Waits until the server answers, ready or not, or until told not to go on.
  void awaitAnswer(BooleanSupplier goOn) {
    Eventually.within(READY_WITHIN, () -> !goOn.getAsBoolean() || status() != 0);
  }

  /// Logs in with the password printed at the first start.
  ///
  /// @throws IOException if the server does not answer
  public ConsoleClient console(String user) throws IOException, InterruptedException {
    var line = Pattern.compile("^\\s+" + user + "\\s+(\\S+)$", Pattern.MULTILINE);
    var found = line.matcher(Files.readString(directory.resolve("server.log")));
    if (!found.find()) {
      throw new AssertionError("no password was printed for " + user);
    }
    return new ConsoleClient("http://127.0.0.1:" + port, user, found.group(1));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

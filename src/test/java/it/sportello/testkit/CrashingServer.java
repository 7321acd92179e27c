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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The server in a process of its own, to be killed: the shipped configuration with a mailbox on
/// another server, or with a PBX.
public final class CrashingServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Path directory;
  private final int port;
  private Process process;

  /// Tests are short: they need no second compiler.
  private List<String> flags = List.of("-XX:TieredStopAtLevel=1");

  private CrashingServer(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    process = new ProcessBuilder("true").start();
  }

  /// Writes the configuration: a mailbox on another server.
  public static CrashingServer withMail(
      Path directory, int smtp, int imap, String mailbox, String password) throws IOException {
    return withMail(directory, smtp, imap, mailbox, password, text -> text);
  }

  /// Writes the configuration: a mailbox on another server, and more.
  ///
  /// @param more changes `sportello.yaml`
  public static CrashingServer withMail(
      Path directory,
      int smtp,
      int imap,
      String mailbox,
      String password,
      UnaryOperator<String> more)
      throws IOException {
    Files.writeString(directory.resolve("mail.password"), password);
    String server = "{host: 127.0.0.1, port: %d, tls: none, user: \"%s\", password: {file: %s}%s}";
    Path secret = directory.resolve("mail.password").toAbsolutePath();
    return prepare(
        directory,
        text ->
            more.apply(text)
                .replace("enabled: true", "enabled: false")
                .replace(
                    "embedded: true",
                    "imap: "
                        + server.formatted(imap, mailbox, secret, ", poll: 5 s")
                        + "\n      smtp: "
                        + server.formatted(smtp, mailbox, secret, ""))
                .replace("form:\n", "form:\n    rate: {requests: 10000, per: 1 s}\n"));
  }

  /// Writes the configuration: a mailbox whose mail is handed over by LMTP.
  public static CrashingServer withMailDoor(Path directory, int door, int smtp) throws IOException {
    Files.writeString(directory.resolve("mail.password"), "unused");
    Path secret = directory.resolve("mail.password").toAbsolutePath();
    return prepare(
        directory,
        text ->
            text.replace("enabled: true", "enabled: false")
                .replace(
                    "embedded: true",
                    "smtp: {host: 127.0.0.1, port: %d, tls: none, user: x, password: {file: %s}}"
                        .formatted(smtp, secret))
                .replace(
                    "\n  mailboxes:\n",
                    "\n  intake: {listen: \"127.0.0.1:" + door + "\"}\n  mailboxes:\n"));
  }

  /// Writes the configuration: a PBX, and more operators, who have telephones and answer the calls
  /// of its one number; an operator's extension is the digits of the name.
  ///
  /// @param changes is shown the directory of the configuration
  public static CrashingServer withPhone(
      Path directory,
      AsteriskServer pbx,
      List<String> operators,
      Duration ringFor,
      Consumer<Path> changes)
      throws IOException {
    CrashingServer server =
        prepare(
            directory,
            text ->
                text.replace("127.0.0.1:3025", "127.0.0.1:" + Ports.freeTcp())
                        .replace("127.0.0.1:3143", "127.0.0.1:" + Ports.freeTcp())
                    + Center.phone(pbx));
    var more = new StringBuilder("operators:\n");
    for (String operator : operators) {
      more.append(
          """
            - id: %1$s
              name: %1$s
              extension: "%2$s"
              phone: desk
              skills: {informazioni: 3}
              queues: [informazioni]
          """
              .formatted(operator, operator.replaceAll("[^0-9]", "")));
    }
    Path config = directory.resolve("config");
    change(config.resolve("operators.yaml"), t -> t.replaceFirst("(?m)^operators:\n", more + ""));
    change(
        config.resolve("queues.yaml"),
        text -> text.replace("{voice: 20 s", "{voice: " + ringFor.toSeconds() + " s"));
    changes.accept(config);
    return server;
  }

  private static CrashingServer prepare(Path directory, UnaryOperator<String> change)
      throws IOException {
    Path config = directory.resolve("config");
    Center.copy(Path.of("config"), config);
    int port = Ports.freeTcp();
    String articles = Path.of("knowledge-base").toAbsolutePath().toString();
    change(
        config.resolve("sportello.yaml"),
        text ->
            change.apply(
                text.replace("127.0.0.1:8080", "127.0.0.1:" + port)
                    .replace("../knowledge-base", articles)));
    return new CrashingServer(directory, port);
  }

  private static void change(Path file, UnaryOperator<String> change) throws IOException {
    Files.writeString(file, change.apply(Files.readString(file)));
  }

  /// Takes other flags for the Java machine than those that suit short tests.
  public void flags(List<String> others) {
    flags = List.copyOf(others);
  }

  /// Returns the process of the server that was started last.
  public long pid() {
    return process.pid();
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
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "it.sportello.Main"));
    command.addAll(1, flags);
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
    await(() -> status() == 200);
  }

  /// Waits until the server is connected to its PBX, and knows what is going on there.
  ///
  /// @param links what [#phoneLinks] said before the link broke: a broken one is not noticed at
  ///   once
  public void awaitPhone(long links) {
    await(() -> phoneLinks() > links && state().contains("connected to the PBX"));
  }

  private void await(BooleanSupplier condition) {
    try {
      Eventually.within(READY_WITHIN, condition);
    } catch (AssertionError e) {
      throw new AssertionError(
          "the server does not get ready: " + state() + "\n" + lastWords() + threads(), e);
    }
  }

  /// How often the link to the PBX has come up, over all lives of the server.
  public long phoneLinks() {
    return logged("phone link to .* is up").size();
  }

  /// The lines of the server's log with an error.
  public List<String> errors() {
    return logged(" ERROR ");
  }

  private List<String> logged(String pattern) {
    var wanted = Pattern.compile(pattern);
    try (var lines = Files.lines(directory.resolve("server.log"))) {
      return lines.filter(line -> wanted.matcher(line).find()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

package it.sportello.testkit;

import it.sportello.App;
import it.sportello.config.Configuration;
import it.sportello.config.Configuration.Broken;
import it.sportello.config.Configuration.Loaded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A whole contact center with the shipped configuration, on free ports, in a directory of its own.
public final class Center implements AutoCloseable {
  /// The number of the queue `informazioni`.
  public static final String DID = "0551234567";

  private final App app;
  private final String printed;
  private final int smtpPort;
  private final int imapPort;

  private Center(App app, String printed, int smtpPort, int imapPort) {
    this.app = app;
    this.printed = printed;
    this.smtpPort = smtpPort;
    this.imapPort = imapPort;
  }

  /// Starts a center.
  ///
  /// @param directory where configuration and data go
  public static Center start(Path directory, Optional<AsteriskServer> pbx) throws IOException {
    return start(directory, pbx.map(Center::phone).orElse(""), _ -> {});
  }

  /// Starts a center.
  ///
  /// @param phone what is added to `sportello.yaml`
  /// @param changes is shown the directory of the configuration before it is read
  public static Center start(Path directory, String phone, Consumer<Path> changes)
      throws IOException {
    return start(directory, phone, changes, InstantSource.system());
  }

  /// Starts a center that lives by a clock of the test's.
  public static Center start(
      Path directory, String phone, Consumer<Path> changes, InstantSource clock)
      throws IOException {
    Path config = directory.resolve("config");
    copy(Path.of("config"), config);
    int smtp = Ports.freeTcp();
    int imap = Ports.freeTcp();
    Path file = config.resolve("sportello.yaml");
    String text =
        Files.readString(file)
            .replace("127.0.0.1:8080", "127.0.0.1:0")
            .replace("127.0.0.1:3025", "127.0.0.1:" + smtp)
            .replace("127.0.0.1:3143", "127.0.0.1:" + imap)
            .replace("../knowledge-base", Path.of("knowledge-base").toAbsolutePath().toString());
    Files.writeString(file, text + phone);
    // a browser on a busy machine may need longer than an operator
    Path queues = config.resolve("queues.yaml");
    Files.writeString(queues, Files.readString(queues).replace("{voice: 20 s", "{voice: 90 s"));
    changes.accept(config);
    return run(directory, smtp, imap, clock);
  }

  /// Starts the center of a directory once more, after its end. Nothing is printed then.
  public static Center again(Path directory) throws IOException {
    return again(directory, InstantSource.system());
  }

  /// The same, at another time.
  public static Center again(Path directory, InstantSource clock) throws IOException {
    return run(directory, 0, 0, clock);
  }

  private static Center run(Path directory, int smtp, int imap, InstantSource clock)
      throws IOException {
    Path config = directory.resolve("config");
    Configuration configuration =
        switch (Configuration.load(config)) {
          case Loaded loaded -> loaded.configuration();
          case Broken broken -> throw new AssertionError(broken.errors());
        };
    var out = new ByteArrayOutputStream();
    App app =
        App.start(
            configuration,
            directory.resolve("data"),
            clock,
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Center(app, out.toString(StandardCharsets.UTF_8), smtp, imap);
  }

  /// The part of `sportello.yaml` that connects a PBX, with one number, [#DID]; more of it may
  /// follow.
  public static String phone(AsteriskServer pbx) {
    return """

    phone:
      asterisk:
        host: 127.0.0.1
        port: %d
        user: sportello
        secret: {file: %s}
        websocket: 127.0.0.1:%d
        operatorsFile: %s
        prompts: %s
      numbers:
        - {did: "%s", queue: informazioni}
    """
        .formatted(
            pbx.amiPort(),
            pbx.amiSecretFile(),
            pbx.httpPort(),
            pbx.operatorsFile(),
            pbx.prompts(),
            DID);
  }

  /// Copies a directory with everything in it.
  public static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /// The address of a page.
  public String url(String path) {
    return "http://127.0.0.1:" + app.port() + path;
  }

  /// The password that was printed for an operator or a mailbox.
  public String password(String who) {
    Matcher line =
        Pattern.compile(
                "^\\s+(?:mailbox )?" + Pattern.quote(who) + "\\s+(\\S+)$", Pattern.MULTILINE)
            .matcher(printed);
    if (!line.find()) {
      throw new AssertionError("no password printed for " + who);
    }
    return line.group(1);
  }

  public int smtpPort() {
    return smtpPort;
  }

  public int imapPort() {
    return imapPort;
  }

  @Override
  public void close() {
    app.close();
  }
}

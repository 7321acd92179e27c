package it.sportello.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import it.sportello.mail.MailRefused;
import it.sportello.mail.MailUnavailable;
import it.sportello.mail.MailUncertain;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.smtp.SmtpSender;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Dovecot and a Postfix of the test's own, on loopback, with an empty mailbox for each address.
///
/// They end with [#close], and also with this process, because they end with its pipe.
public final class RealMailServers implements AutoCloseable {
  private static final Pattern DELIVERED = Pattern.compile("(\\d{1,12})\\.[^.]*M(\\d{1,6})\\.");
  private static final String SCRIPT = "src/build/mail/start-mail-servers.sh";

  private final Path directory;
  private final Process process;
  private final int imapPort;
  private final int smtpPort;

  private RealMailServers(Path directory, Process process, int imapPort, int smtpPort) {
    this.directory = directory;
    this.process = process;
    this.imapPort = imapPort;
    this.smtpPort = smtpPort;
  }

  /// Starts the servers; skips the test where they are not installed, and fails it with CI=true.
  public static RealMailServers start(String... addresses) throws IOException {
    return start(List.of(), addresses);
  }

  /// Starts the servers, which hand the mail of more domains over by LMTP.
  ///
  /// @param handedOver `domain:port`
  public static RealMailServers start(List<String> handedOver, String... addresses)
      throws IOException {
    return start(handedOver, Optional.empty(), addresses);
  }

  /// Starts the servers, which let in whoever shows a token that somebody says is active.
  ///
  /// @param introspection whom they ask (RFC 7662)
  public static RealMailServers startWithTokens(URI introspection, String... addresses)
      throws IOException {
    return start(List.of(), Optional.of(introspection), addresses);
  }

  private static RealMailServers start(
      List<String> handedOver, Optional<URI> introspection, String... addresses)
      throws IOException {
    Optional<String> missing = missing();
    if (missing.isPresent() && "true".equals(System.getenv("CI"))) {
      fail("missing: " + missing.get());
    }
    if (missing.isPresent()) {
      abort("missing: " + missing.get());
    }
    Path directory = Files.createTempDirectory("sportello-mail-");
    int imapPort = freePort();
    int smtpPort = freePort();
    var command = new ArrayList<String>();
    command.addAll(List.of(SCRIPT, directory.toString()));
    command.addAll(List.of(Integer.toString(imapPort), Integer.toString(smtpPort)));
    for (String address : addresses) {
      command.add(address + ":" + secret(address));
    }
    handedOver.forEach(domain -> command.add("lmtp=" + domain));
    introspection.ifPresent(url -> command.add("oauth=" + url));
    Process process = started(command, directory);
    var servers = new RealMailServers(directory, process, imapPort, smtpPort);
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
      if (line == null) {
        String why = Files.readString(directory.resolve("stderr"));
        servers.close();
        throw new IOException("the mail servers do not start: " + why);
      }
    }
    return servers;
  }

  /// What is not installed here, if anything.
  public static Optional<String> missing() throws IOException {
    Process check = new ProcessBuilder(SCRIPT, "check").redirectErrorStream(true).start();
    try (var output = check.getInputStream()) {
      String what = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      return what.isEmpty() ? Optional.empty() : Optional.of(what.replace("\n", ", "));
    }
  }

  /// The mailbox of one of the addresses, read and written with authentication.
  ///
  /// @param tls NONE or STARTTLS
  public MailboxConfig mailbox(String id, String address, Tls tls, Duration pollEvery) {
    return new MailboxConfig(
        id,
        address,
        "Sportello",
        server(imapPort, tls, address),
        List.of("INBOX"),
        pollEvery,
        server(smtpPort, tls, address));
  }

  private Server server(int port, Tls tls, String address) {
    return new Server("127.0.0.1", port, tls, address, secret(address), Optional.of(certificate()));
  }

  /// The certificate both servers show, in PEM form.
  public Path certificate() {
    return directory.resolve("cert.pem");
  }

  /// Sends a message to one of the addresses, as a stranger's server would.
  public void send(String from, String to, byte[] raw)
      throws MailRefused, MailUnavailable, MailUncertain {
    var smtp = new Server("127.0.0.1", smtpPort, Tls.NONE, "", "");
    var stranger =
        new MailboxConfig("x", from, "", smtp, List.of("INBOX"), Duration.ofMinutes(1), smtp);
    new SmtpSender(List.of(stranger)).send("x", from, List.of(to), new ByteArrayInputStream(raw));
  }

  /// The messages in a mailbox as they lie on the server's disk, oldest first.
  public List<byte[]> messages(String address) {
    return files(address).stream()
        .map(
            file -> {
              try {
                return Files.readAllBytes(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  /// The files of a mailbox's messages, oldest first; Maildir writes the flags into their names.
  public List<Path> files(String address) {
    var files = new ArrayList<Path>();
    for (String part : List.of("cur", "new")) {
      try (var found = Files.list(maildir(address).resolve(part))) {
        found.forEach(files::add);
      } catch (IOException _) {
        // no message came yet
      }
    }
    files.sort(Comparator.comparingLong(RealMailServers::deliveredAt).thenComparing(f -> f));
    return files;
  }

  /// Microseconds, from the name; between second and microseconds stands the inode, which says
  /// nothing about who came first.
  private static long deliveredAt(Path file) {
    Matcher name = DELIVERED.matcher(file.getFileName().toString());
    return name.lookingAt()
        ? Long.parseLong(name.group(1)) * 1_000_000 + Long.parseLong(name.group(2))
        : 0;
  }

  /// Where the messages of an address lie.
  public Path maildir(String address) {
    return directory.resolve("mail").resolve(address).resolve("Maildir");
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static Process started(List<String> command, Path directory) throws IOException {
    return new ProcessBuilder(command).redirectError(directory.resolve("stderr").toFile()).start();
  }

  /// Where mail is read.
  public int imapPort() {
    return imapPort;
  }

  /// Where mail is sent to.
  public int smtpPort() {
    return smtpPort;
  }

  /// How many messages wait in the mail server's queue.
  public long waiting() throws IOException {
    long n = 0;
    for (String queue : List.of("incoming", "active", "deferred")) {
      try (var files = Files.walk(directory.resolve("spool").resolve(queue))) {
        n += files.filter(Files::isRegularFile).count();
      } catch (java.io.UncheckedIOException | java.nio.file.NoSuchFileException _) {
        n++; // something moved meanwhile
      }
    }
    return n;
  }

  private static String secret(String address) {
    return "segreto-" + address.hashCode();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package it.sportello.testkit;

import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads mail with a program that shares no code with us: IMAP client and MIME parser of Python.
public final class ForeignReader {
  private static final String SCRIPT = "src/test/python/read_mailbox.py";

  private ForeignReader() {}

  /// What lies in a mailbox, in order, as the script says it.
  public static List<JsonNode> read(RealMailServers mail, String address) {
    Server imap = mail.mailbox("x", address, Tls.NONE, Duration.ofMinutes(1)).imap();
    try {
      Process process =
          new ProcessBuilder(
                  "python3", SCRIPT, Integer.toString(imap.port()), imap.user(), imap.secret())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(SCRIPT + " ended with " + process.exitValue());
      }
      return said.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

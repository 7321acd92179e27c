package it.sportello;

import it.sportello.mail.mime.MailInspection;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.pec.TrustedCas;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Commands about mail.
@Command(
    name = "mail",
    description = "Commands about mail",
    subcommands = MailCommands.Inspect.class)
final class MailCommands implements Runnable {
  @Override
  public void run() {
    new CommandLine(this).usage(System.out);
  }

  /// Shows what the server makes of messages.
  @Command(
      name = "inspect",
      description = {
        "Prints what the server makes of messages, one JSON object per file and line.",
        "Each member is explained in docs/mail.md."
      })
  static final class Inspect implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Messages as EML files")
    private List<Path> files = List.of();

    @Option(names = "--pretty", description = "Over several lines, for reading")
    private boolean pretty;

    @Option(names = "--trust", description = "PEM file with more authorities to trust")
    private List<Path> trust = List.of();

    @Override
    public Integer call() throws IOException {
      // what libraries log must not stand among the JSON
      System.setOut(System.err);
      var limits = ReaderLimits.usual();
      var inspection = new MailInspection(new MimeReader(limits, TrustedCas.with(trust)));
      var mapper = JsonMapper.builder().build();
      ObjectWriter writer = pretty ? mapper.writerWithDefaultPrettyPrinter() : mapper.writer();
      int exit = 0;
      try (var out =
          new PrintStream(
              new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
              false,
              StandardCharsets.UTF_8)) {
        for (Path file : files) {
          try (InputStream in = Files.newInputStream(file)) {
            // one byte more than is read: then the reader says that it is too large
            byte[] raw = in.readNBytes((int) limits.maxBytes() + 1);
            out.println(writer.writeValueAsString(inspection.of(raw)));
          } catch (IOException e) {
            out.flush();
            System.err.println(file + ": cannot be read: " + e.getMessage());
            exit = 1;
          }
        }
      }
      return exit;
    }
  }
}

package it.sportello.mail.mime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.ReplyText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads messages nobody here wrote, where they are present.
class SamplesTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("sportello.samples", "../shared/data"));

  private final MimeReader reader = new MimeReader(ReaderLimits.usual());

  @Test
  void readsEverySampleInTheUsualTime() throws IOException {
    List<Path> samples = samples();
    assumeTrue(samples.size() > 50, "no samples in " + SAMPLES + " (-Dsportello.samples=...)");
    for (Path sample : samples) {
      byte[] raw = Files.readAllBytes(sample);
      Content content = reader.read(new ByteArrayInputStream(raw), Sha256.of(raw));
      var understood = assertInstanceOf(Content.Understood.class, content, sample.toString());
      var mail = understood.mail();
      assertTrue(mail.messageId().matches("<.+>"), sample.toString());
      for (var attachment : mail.attachments()) {
        try (var in =
            reader.attachment(new ByteArrayInputStream(raw), attachment.part()).orElseThrow()) {
          assertTrue(in.readAllBytes().length == attachment.sizeBytes(), sample.toString());
        }
      }
      var reply = ReplyText.of(mail.text());
      assertTrue(mail.text().isBlank() || !reply.fresh().isBlank(), sample.toString());
    }
  }

  private static List<Path> samples() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      return List.of();
    }
    try (var files = Files.walk(SAMPLES)) {
      return files.filter(f -> f.toString().matches(".*\\.(msg|txt|eml)")).sorted().toList();
    }
  }
}

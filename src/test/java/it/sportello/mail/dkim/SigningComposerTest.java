package it.sportello.mail.dkim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.sportello.base.ContactId;
import it.sportello.mail.Attached;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MessageTokens;
import it.sportello.mail.mime.MimeComposer;
import it.sportello.testkit.DkimVerifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningComposerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-05T09:20:30Z"));

  @TempDir Path directory;

  private static Composition letter(String from) {
    byte[] file = new byte[100_000];
    new Random(1).nextBytes(file);
    return new Composition(
            new ContactId("c1"),
            new MailAddress("Perché", from),
            List.of(new MailAddress("", "anna@cittadini.example")),
            List.of(),
            "Sì",
            "Così è.\n",
            "",
            List.of(),
            false)
        .with(
            List.of(
                new Attached(
                    "à.bin", "application/octet-stream", () -> new ByteArrayInputStream(file))));
  }

  @Test
  void signsLettersWithFilesOfThoseWhoHaveAKeyOnly() throws Exception {
    DkimVerifier.require();
    DkimKey key = DkimKey.read(KeyFiles.write(directory.resolve("key"), 2048));
    var tokens = new MessageTokens(new byte[32], "sportello.example", new Random(1));
    var composer =
        new SigningComposer(
            new MimeComposer(tokens, CLOCK)::compose,
            Map.of("info@sportello.example", new DkimSigner("uno", "sportello.example", key)),
            CLOCK);
    Composed composed = composer.compose(letter("Info@sportello.example"));
    byte[] once = composed.raw();
    assertEquals(
        "valid", DkimVerifier.verdict(once, "uno._domainkey.sportello.example=" + key.published()));
    assertArrayEquals(once, composed.raw(), "the same bytes each time");
    assertEquals(once.length, composed.sizeBytes());
    byte[] other = composer.compose(letter("altro@sportello.example")).raw();
    assertFalse(new String(other, StandardCharsets.ISO_8859_1).contains("DKIM"));
  }
}

package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.config.Configuration;
import it.sportello.config.ShippedFiles;
import it.sportello.history.ContactHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final OperatorId ANNA = new OperatorId("anna");

  @TempDir private Path root;

  private Configuration load() {
    return assertInstanceOf(Configuration.Loaded.class, Configuration.load(root.resolve("config")))
        .configuration();
  }

  private static ContactHistory contact(String queue, String name) {
    return new ContactHistory(
        new ContactId("01jone"),
        "SP-7K2Q-9M4X",
        Channel.EMAIL,
        "info",
        new CustomerId("k1"),
        name,
        "dora@example.org",
        "Rimborso",
        NOW,
        Optional.of(new QueueId(queue)),
        Optional.empty(),
        new ContactHistory.Status("handling", NOW, Optional.empty(), Optional.of(ANNA), ""),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of(),
        "",
        List.of(),
        1);
  }

  @Test
  void signsInTheWordsOfTheQueue() throws IOException {
    ShippedFiles.copyTo(root);
    Path config = root.resolve("config");
    Files.writeString(
        config.resolve("texts/tributi.it.txt"), "Ufficio tributi, {{customer}} {{date}}\n");
    Files.writeString(config.resolve("texts/tributi.en.txt"), "Tax office, {{date}}\n");
    Path queues = config.resolve("queues.yaml");
    String tributi = "  - id: tributi\n";
    String text = Files.readString(queues);
    assertTrue(text.contains(tributi));
    Files.writeString(queues, text.replace(tributi, tributi + "    signature: tributi\n"));
    var inForce = new AtomicReference<>(load());
    var signatures = new Signatures(inForce::get, InstantSource.fixed(NOW));
    assertEquals(
        """
        Buongiorno.

        --\s
        Cordiali saluti
        Anna
        Sportello di esempio - Informazioni
        Codice della richiesta: SP-7K2Q-9M4X\
        """,
        signatures.signed("Buongiorno. \n\n", contact("informazioni", "Dora"), ANNA, "it"));
    assertEquals(
        "Ufficio tributi, Dora Injected: x 20 novembre 2026",
        signatures.of(contact("tributi", "Dora\r\nInjected: x"), ANNA, "it"));
    assertEquals(
        "Tax office, November 20, 2026", signatures.of(contact("tributi", "D"), ANNA, "en"));
    // other words count as soon as they are read
    Files.writeString(config.resolve("texts/tributi.it.txt"), " \n");
    assertFalse(signatures.of(contact("tributi", "Dora"), ANNA, "it").isEmpty());
    inForce.set(load());
    assertEquals("Ciao", signatures.signed("Ciao", contact("tributi", "Dora"), ANNA, "it"));
  }

  @Test
  void aQueueMustNotNameATextThatIsNotThere() throws IOException {
    ShippedFiles.copyTo(root);
    Path queues = root.resolve("config/queues.yaml");
    String tributi = "  - id: tributi\n";
    Files.writeString(
        queues, Files.readString(queues).replace(tributi, tributi + "    signature: nessuno\n"));
    var broken =
        assertInstanceOf(Configuration.Broken.class, Configuration.load(root.resolve("config")));
    assertTrue(
        broken.errors().toString().contains("signature: \"nessuno\" (expected: one of texts/: "),
        broken.errors().toString());
  }
}

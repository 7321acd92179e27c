package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.config.Configuration;
import it.sportello.config.Configuration.Loaded;
import it.sportello.routing.Queue;
import it.sportello.testkit.Center;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the core hears of the configuration.
final class RulesMakerTest {
  @TempDir private Path folder;

  @Test
  void howLongAPhoneRingsIsEachQueuesOwnMatter() throws IOException {
    Path config = folder.resolve("config");
    Center.copy(Path.of("config"), config);
    Files.createDirectories(folder.resolve("knowledge-base"));
    Files.writeString(folder.resolve("secret"), "x");
    Path queues = config.resolve("queues.yaml");
    Files.writeString(
        queues,
        Files.readString(queues).replace("offerFor: {voice: 20 s,", "offerFor: {voice: 35 s,"));
    Path sportello = config.resolve("sportello.yaml");
    Files.writeString(
        sportello,
        Files.readString(sportello)
            + """

            phone:
              asterisk: {user: sportello, secret: {file: ../secret}, operatorsFile: ../operators.conf}
            """);
    if (!(Configuration.load(config) instanceof Loaded loaded)) {
      throw new AssertionError(Configuration.load(config));
    }
    var rules = new RulesMaker(loaded.configuration()).rules();
    assertEquals(Duration.ofSeconds(35), offerFor(rules.queues().get(new QueueId("informazioni"))));
    assertEquals(Duration.ofSeconds(20), offerFor(rules.queues().get(new QueueId("tributi"))));
  }

  private static Duration offerFor(@org.jspecify.annotations.Nullable Queue queue) {
    return java.util.Objects.requireNonNull(queue).target(Channel.VOICE).offerFor();
  }
}

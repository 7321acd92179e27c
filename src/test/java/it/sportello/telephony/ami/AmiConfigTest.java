package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.telephony.ami.AmiConfig.Line;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmiConfigTest {
  @Test
  void refusesWhatCannotBeInTheUsersWords() {
    assertEquals("phone port: 0 (expected: 1..65535)", refused("127.0.0.1", 0, "sportello", "s"));
    assertEquals(
        "phone host:   (expected: a name or an address)", refused(" ", 5038, "sportello", "s"));
    assertEquals(
        "phone user: a b (expected: letters, digits, '-' or '_')",
        refused("127.0.0.1", 5038, "a b", "s"));
    assertEquals(
        "phone secret: *** (expected: one line)",
        refused("127.0.0.1", 5038, "sportello", "a\r\nb"));
  }

  @Test
  void refusesAnExtensionThatIsNone() {
    var e = assertThrows(IllegalArgumentException.class, () -> Line.inBrowser("1,2"));
    assertEquals("phone extension: 1,2 (expected: 2 to 8 digits)", e.getMessage());
  }

  @Test
  void refusesOneExtensionForTwoOperators() {
    var lines =
        Map.of(
            new OperatorId("anna"), Line.inBrowser("101"),
            new OperatorId("bruno"), Line.inBrowser("101"));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AmiConfig("h", 1, "u", "s", Path.of("f"), Path.of("p"), lines));
    assertTrue(String.valueOf(e.getMessage()).contains("101 (expected: one that nobody else has"));
  }

  @Test
  void neverPrintsTheSecret() {
    var config = new AmiConfig("h", 1, "u", "swordfish", Path.of("f"), Path.of("p"), Map.of());
    assertFalse(config.toString().contains("swordfish"), config::toString);
  }

  private static String refused(String host, int port, String user, String secret) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> new AmiConfig(host, port, user, secret, Path.of("f"), Path.of("p"), Map.of()))
            .getMessage());
  }
}

package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.base.ContactId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTokensTest {
  private static final byte[] KEY =
      new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
        26, 27, 28, 29, 30, 31, 32
      };

  private final MessageTokens tokens = new MessageTokens(KEY, "urp.example.org", new Random(1));

  @ParameterizedTest
  @ValueSource(strings = {"01jabc", "with.dots-and_more", "a"})
  void findsTheContactInItsOwnId(String contact) {
    String id = tokens.next(new ContactId(contact));
    assertEquals(Optional.of(new ContactId(contact)), tokens.contactOf(id));
    assertEquals(
        Optional.of(new ContactId(contact)),
        tokens.contactOf(id.substring(1, id.length() - 1).replace("urp.example", "URP.Example")));
    assertNotEquals(id, tokens.next(new ContactId(contact)));
  }

  @Test
  void refusesWhatWasChanged() {
    String id = tokens.next(new ContactId("abc"));
    assertEquals(Optional.empty(), tokens.contactOf(id.replace("abc", "abd")));
    assertEquals(Optional.empty(), tokens.contactOf(id.replace("example.org", "example.net")));
    var others = new MessageTokens(new byte[32], "urp.example.org", new Random(1));
    assertEquals(Optional.empty(), others.contactOf(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<>", "<@>", "<a@urp.example.org>", "<..@urp.example.org>", "x.y.z"})
  void refusesWhatIsNotOurs(String id) {
    assertEquals(Optional.empty(), tokens.contactOf(id));
  }

  @Test
  void refusesAKeyThatIsTooShort() {
    assertThrows(
        IllegalArgumentException.class, () -> new MessageTokens(new byte[8], "a", new Random(1)));
  }
}

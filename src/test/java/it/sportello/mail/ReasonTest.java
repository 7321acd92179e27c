package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.Reason.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReasonTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

  @Test
  void saysInEnglishWhatItIs() {
    assertEquals(
        "hard 5.1.1; about no message that we know",
        Reason.words(List.of(Reason.of(Code.BOUNCE_HARD, "5.1.1"), Reason.of(Code.ABOUT_NOTHING))));
    assertEquals("soft", Reason.of(Code.BOUNCE_SOFT, "").words());
    assertEquals("vacanza", Reason.text("vacanza").words());
    assertEquals("{1} $1 is damaged: b", Reason.of(Code.DAMAGED, "{1} $1", "b").words());
  }

  @Test
  void wordsOfAnOldEntryStayAsTheyAre() {
    assertEquals(List.of(Reason.text("vacation")), Reason.of("vacation", List.of()));
    var now = List.of(Reason.of(Code.KNOWN_BYTES));
    assertEquals(now, Reason.of("", now));
  }

  @Test
  void takesAsManyValuesAsItHasPlacesAndBoundsThem() {
    assertThrows(IllegalArgumentException.class, () -> Reason.of(Code.DAMAGED, "a"));
    assertEquals(500, Reason.text("€".repeat(5_000)).values().getFirst().length());
    String pair = "𝄞";
    String cut = Reason.text("a" + pair.repeat(600)).values().getFirst();
    assertTrue(Character.isLowSurrogate(cut.charAt(cut.length() - 1)), cut);
  }

  @Test
  void codesAndPlacesAreInOrder() {
    Set<String> codes = Arrays.stream(Code.values()).map(Code::code).collect(Collectors.toSet());
    assertEquals(Code.values().length, codes.size());
    for (Code code : Code.values()) {
      var found = PLACE.matcher(code.pattern()).results().map(m -> m.group(1)).toList();
      var wanted = new ArrayList<String>();
      for (int i = 0; i < code.places(); i++) {
        wanted.add(Integer.toString(i));
      }
      assertEquals(wanted, found, code.code());
    }
  }

  /// The console's test reads the same file and has words for each in every language.
  @Test
  void areThoseOfTheContract() throws IOException {
    JsonNode sample =
        JsonMapper.shared()
            .readTree(Files.readAllBytes(Path.of("docs/contract/samples/reasons.json")));
    var said = new ArrayList<String>();
    sample
        .get("reasons")
        .forEach(r -> said.add(r.get("code").asString() + ": " + r.get("en").asString()));
    assertEquals(
        Arrays.stream(Code.values()).map(c -> c.code() + ": " + c.pattern()).toList(), said);
  }
}

package it.sportello.scan.clamd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clamd's answers mean.
class ClamdAnswerTest {
  @ParameterizedTest
  @CsvSource({
    "stream: OK, CLEAN, ''",
    "instream(127.0.0.1@5000): OK, CLEAN, ''",
    "stream: Win.Test.EICAR_HDB-1 FOUND, INFECTED, Win.Test.EICAR_HDB-1",
    "stream: A virus with blanks FOUND, INFECTED, A virus with blanks",
    "stream: FOUND FOUND, INFECTED, FOUND",
    "stream: Heuristics.Encrypted.Zip FOUND, UNSCANNABLE, encrypted",
    "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND, UNSCANNABLE, too-large",
    "INSTREAM size limit exceeded. ERROR, UNSCANNABLE, too-large",
  })
  void saysWhatIsKnown(String answer, Verdict.Kind kind, String detail) throws Exception {
    assertEquals(new Verdict(kind, detail), ClamdAnswer.verdict(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "stream: ",
        "stream: FOUND",
        "stream: Can't allocate memory ERROR",
        "COMMAND READ TIMED OUT",
        "UNKNOWN COMMAND",
        "stream: OK stream: OK",
        "220 mail.example ESMTP"
      })
  void takesNothingElseForAVerdict(String answer) {
    assertThrows(ScannerUnavailable.class, () -> ClamdAnswer.verdict(answer));
  }

  /// Whatever comes: a verdict, or a refusal that can be shown.
  @Test
  void surviveAnything() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(random.nextBoolean() ? "stream: " : "");
      for (int n = random.nextInt(400); n > 0; n--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      }
      text.append(random.nextBoolean() ? " FOUND" : "");
      String shown;
      try {
        Verdict verdict = ClamdAnswer.verdict(text.toString());
        assertTrue(verdict.kind() != Verdict.Kind.CLEAN, () -> "seed " + seed + ": " + text);
        shown = verdict.detail();
      } catch (ScannerUnavailable e) {
        shown = String.valueOf(e.getMessage());
      }
      String said = shown;
      assertTrue(said.matches("[\\x20-\\x7e]{1,300}"), () -> "seed " + seed + ": " + said);
    }
  }
}

package it.sportello.mail.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlCleanerTest {
  private static HtmlCleaner.Cleaned clean(String html) {
    return HtmlCleaner.clean(
        html, cid -> cid.equals("logo@x") ? Optional.of("/api/part/3") : Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src='https://evil.example'></iframe>",
        "<style>@import 'https://evil.example'</style>",
        "<div style=\"background:url(https://evil.example/x)\">x</div>",
        "<link rel=stylesheet href=https://evil.example>",
        "<form action=https://evil.example><input></form>",
        "<table background='https://evil.example/x'><tr><td>x</table>",
        "<blockquote cite='https://evil.example'>x</blockquote>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<img src='data:text/html,<script>alert(1)</script>'>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<base href='https://evil.example/'>"
      })
  void letsNothingRunOrLoad(String html) {
    String clean = clean("<p>prima</p>" + html).html().toLowerCase(Locale.ROOT);
    assertTrue(clean.contains("prima"), clean);
    for (String bad : new String[] {"script", "onerror", "evil", "style", "svg", "src="}) {
      assertFalse(clean.contains(bad), clean);
    }
  }

  @Test
  void opensLinksElsewhereAndTellsThemNothing() {
    assertEquals(
        "<a href=\"https://example.org/x\" rel=\"noopener noreferrer nofollow\""
            + " target=\"_blank\">qui</a>",
        clean("<a href='https://example.org/x' onclick='x()'>qui</a>").html());
  }

  @Test
  void showsInlineImagesAndCountsTheOthers() {
    var cleaned =
        clean(
            "<img src='cid:logo@x' alt=Logo><img src='cid:none'><img"
                + " src='data:image/png;base64,AAAA'><img src='https://track.example/p.gif'"
                + " alt=foto><img src='//track.example/q.gif'>");
    assertEquals(2, cleaned.blockedImages());
    assertTrue(cleaned.html().contains("<img alt=\"Logo\" src=\"/api/part/3\">"), cleaned.html());
    assertTrue(cleaned.html().contains("src=\"data:image/png;base64,AAAA\""), cleaned.html());
    assertTrue(cleaned.html().contains("external image not loaded: foto]"), cleaned.html());
    assertFalse(cleaned.html().contains("track.example"), cleaned.html());
  }
}

package it.sportello.web.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Digest authentication, with the examples of the standards.
final class DigestTest {
  /// RFC 2617 section 3.5.
  private static final String MUFASA =
      """
      Digest username="Mufasa", realm="testrealm@host.com", \
      nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth, nc=00000001, \
      cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", \
      opaque="5ccc069c403ebaf9f0171e9517f40e41"\
      """;

  /// The same without `qop` (RFC 2069, as old phones answer); its value is in RFC 2069's errata.
  private static final String OLD =
      """
      Digest username="Mufasa", realm="testrealm@host.com", \
      nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", \
      response="1949323746fe6a43ef61f9606e7febea", opaque="5ccc069c403ebaf9f0171e9517f40e41"\
      """;

  @Test
  void knowsThePassword() {
    Digest digest = Digest.of(MUFASA).orElseThrow();
    assertEquals("Mufasa", digest.user());
    assertTrue(digest.isBy("GET", "Circle Of Life"));
    assertFalse(digest.isBy("PUT", "Circle Of Life"));
    assertFalse(digest.isBy("GET", "circle of life"));
  }

  @Test
  void takesTheOldKindToo() {
    Digest digest = Digest.of(OLD.replace("Digest ", "DIGEST ")).orElseThrow();
    assertTrue(digest.isBy("GET", "CircleOfLife"));
  }

  @Test
  void sameWordsWithAnotherPassword() {
    String other = MUFASA.replaceFirst("response=\"[0-9a-f]+\"", "response=\"x\"");
    String rewritten = Digest.of(other).orElseThrow().rewritten("GET", "Circle Of Life");
    assertEquals(MUFASA.strip(), rewritten);
  }
}

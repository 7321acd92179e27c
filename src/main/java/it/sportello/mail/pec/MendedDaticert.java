package it.sportello.mail.pec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `daticert.xml` that is no XML was meant to be: some providers put a subject or a
/// Message-ID into it as it is, declare UTF-8 and write Latin, or end the file with NUL signs.
///
/// Only signs are mended, never structure; a document that declares anything of its own (entities)
/// is left alone.
final class MendedDaticert {
  private static final Pattern DECLARES = Pattern.compile("<!ENTITY|<!DOCTYPE[^>\\[]{0,500}\\[");
  private static final Pattern ELEMENT = Pattern.compile("<[A-Za-z_]");
  private static final Pattern START = Pattern.compile("(?i)<(?:\\w{1,40}:)?postacert[\\s>]");
  private static final Pattern END = Pattern.compile("(?i)</(?:\\w{1,40}:)?postacert\\s{0,40}>");

  /// Signs that XML 1.0 §2.2 does not allow.
  private static final Pattern NO_SIGN =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  private static final Pattern BARE_AMPERSAND =
      Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)");

  /// A `<` before anything but an element of the DTD (RFC 6109 §4.4), its end or CDATA.
  private static final Pattern BARE_BRACKET =
      Pattern.compile(
          "(?i)<(?!!\\[CDATA\\[|/?(?:\\w+:)?(?:postacert|intestazione|mittente|destinatari|risposte"
              + "|oggetto|dati|gestore-emittente|data|giorno|ora|identificativo|msgid|ricevuta"
              + "|consegna|ricezione|errore-esteso)[\\s/>])");

  private MendedDaticert() {}

  /// Returns it as text without a declaration; empty if it is none, or better left alone.
  static Optional<String> of(byte[] xml) {
    String text = decoded(xml);
    return DECLARES.matcher(text).find()
        ? Optional.empty()
        : document(text).map(MendedDaticert::mended);
  }

  /// From its root, which is the first element, to the last end of that.
  private static Optional<String> document(String text) {
    Matcher first = ELEMENT.matcher(text);
    if (!first.find()) {
      return Optional.empty();
    }
    Matcher root = START.matcher(text).region(first.start(), text.length());
    int end = 0;
    Matcher ends = END.matcher(text);
    while (ends.find()) {
      end = ends.end();
    }
    return root.lookingAt() && end > root.end()
        ? Optional.of(text.substring(root.start(), end))
        : Optional.empty();
  }

  private static String mended(String document) {
    String signs = NO_SIGN.matcher(document).replaceAll("");
    String brackets = BARE_BRACKET.matcher(signs).replaceAll("&lt;");
    return BARE_AMPERSAND.matcher(brackets).replaceAll("&amp;");
  }

  private static String decoded(byte[] xml) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml)).toString();
    } catch (CharacterCodingException _) {
      return new String(xml, Charset.forName("windows-1252"));
    }
  }
}

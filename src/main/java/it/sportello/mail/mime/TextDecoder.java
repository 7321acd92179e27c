package it.sportello.mail.mime;

import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes text of bytes whose charset may be missing, unknown or wrong.
///
/// A ladder: what was declared, by its name or by a name it is known to mean; else UTF-8 if every
/// byte fits; else windows-1252, which fits always. Never fails.
final class TextDecoder {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String UTF_7 = "utf-7";

  /// Names seen in mail that the platform does not know, or knows as a poorer set than is meant
  /// (the wider ones are those of the WHATWG Encoding Standard).
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("iso-gb2312", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("macintosh", "x-macroman"),
          Map.entry("utf8", "utf-8"),
          Map.entry("unicode-1-1-utf-8", "utf-8"),
          Map.entry("unicode-1-1-utf-7", UTF_7),
          Map.entry("x-unicode-2-0-utf-7", UTF_7));

  /// Sets in which the signs that UTF-8 makes of every letter with an accent are next to senseless.
  private static final Set<String> LATIN = Set.of("windows-1252", "iso-8859-15", "windows-1254");

  private static final Pattern JAPANESE = Pattern.compile("\\x1b\\$[@B]|\\x1b\\([JI]");
  private static final Pattern KOREAN = Pattern.compile("\\x1b\\$\\)C");

  /// @param text without NUL signs and without halves of surrogate pairs
  /// @param problem what had to be guessed
  record Decoded(String text, Optional<Reason> problem) {}

  /// @param declared the charset's name as the message gives it; empty if it gives none
  static Decoded decode(byte[] bytes, String declared) {
    String name = normal(declared);
    if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii")) {
      return new Decoded(clean(guess(bytes)), Optional.empty());
    }
    if (LATIN.contains(name) && isUtf8(bytes)) {
      return new Decoded(
          clean(guess(bytes)), Optional.of(Reason.of(Code.CHARSET_WRONG, shown(name))));
    }
    if (name.equals(UTF_7)) {
      return new Decoded(clean(Utf7.decode(bytes)), Optional.empty());
    }
    Optional<Charset> charset = known(name);
    if (charset.isEmpty()) {
      return new Decoded(
          clean(guess(bytes)), Optional.of(Reason.of(Code.CHARSET_UNKNOWN, shown(name))));
    }
    if (charset.get().equals(StandardCharsets.UTF_8)) {
      return new Decoded(clean(mostlyUtf8(bytes)), Optional.empty());
    }
    return new Decoded(clean(new String(bytes, charset.get())), Optional.empty());
  }

  private static String normal(String declared) {
    String name = declared.strip().toLowerCase(Locale.ROOT).replaceAll("[\"'\\s]", "");
    name = name.startsWith("charset=") ? name.substring("charset=".length()) : name;
    String meant = MEANT.getOrDefault(name, name);
    return meant.replaceFirst("^(?:cp|win|windows|x-cp)[-_]?(12[0-9]{2})$", "windows-$1");
  }

  private static Optional<Charset> known(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String guess(byte[] bytes) {
    Optional<Charset> marked = marked(bytes);
    return marked.isPresent()
        ? new String(bytes, marked.get())
        : strictUtf8(bytes).orElseGet(() -> new String(bytes, WINDOWS_1252));
  }

  /// Charsets that say themselves what they are: by a byte order mark, by the signs that switch
  /// between alphabets (RFC 1468, RFC 1557).
  private static Optional<Charset> marked(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xFE) == 0xFE && (bytes[0] ^ bytes[1]) == 1) {
      return Optional.of(StandardCharsets.UTF_16);
    }
    var head = new String(bytes, 0, Math.min(bytes.length, 4_096), StandardCharsets.ISO_8859_1);
    if (head.indexOf('\u001b') < 0) {
      return Optional.empty();
    }
    return JAPANESE.matcher(head).find()
        ? known("iso-2022-jp")
        : KOREAN.matcher(head).find() ? known("iso-2022-kr") : Optional.empty();
  }

  /// Whether there are signs above 127, and every one of them is sound UTF-8.
  private static boolean isUtf8(byte[] bytes) {
    for (byte one : bytes) {
      if (one < 0) {
        return strictUtf8(bytes).isPresent();
      }
    }
    return false;
  }

  /// One damaged byte must not turn a whole UTF-8 text into gibberish; a text with more damage than
  /// sense was something else.
  private static String mostlyUtf8(byte[] bytes) {
    Optional<String> strict = strictUtf8(bytes);
    if (strict.isPresent()) {
      return strict.get();
    }
    String lenient = new String(bytes, StandardCharsets.UTF_8);
    long damaged = lenient.chars().filter(c -> c == '\uFFFD').count();
    long sound = lenient.chars().filter(c -> c > 0x7F && c != '\uFFFD').count();
    return damaged <= sound ? lenient : new String(bytes, WINDOWS_1252);
  }

  private static Optional<String> strictUtf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /// Removes what no text may hold: NUL signs, halves of surrogate pairs, a byte order mark.
  static String clean(String raw) {
    String text = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String shown(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40);
  }

  private TextDecoder() {}
}

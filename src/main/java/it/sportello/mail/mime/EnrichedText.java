package it.sportello.mail.mime;

import java.util.regex.Pattern;

/// The words of `text/enriched` (RFC 1896) and of `text/richtext` before it, without their colours
/// and sizes. Never fails.
final class EnrichedText {
  private static final Pattern PARAMETER =
      Pattern.compile("(?is)<param>.{0,200}?</param>|<comment>.{0,2000}?</comment>");
  private static final Pattern LINE_END = Pattern.compile("(?i)<(?:nl|np|/paragraph)>");
  private static final Pattern COMMAND = Pattern.compile("</?[A-Za-z][A-Za-z0-9-]{0,59}>");

  static String of(String enriched) {
    String text = PARAMETER.matcher(enriched).replaceAll("");
    text = LINE_END.matcher(text).replaceAll("\n");
    text = text.replace("<lt>", "<<");
    return COMMAND.matcher(text).replaceAll("").replace("<<", "<");
  }

  private EnrichedText() {}
}

package it.sportello.mail.pec;

import it.sportello.mail.Pec.Term;
import java.util.regex.Pattern;

/// Tells the notice after twelve hours from the one after twenty-four: header and `daticert.xml` of
/// both are the same (DM 2/11/2005, 6.4.7), only words differ.
final class LateNotice {
  private static final String HOURS = "\\s*(\\(\\w+\\)\\s*)?(ore|hours|h)\\b";
  private static final Pattern HOURS_24 = hours("24|ventiquattro|twenty[- ]?four");
  private static final Pattern HOURS_12 = hours("12|dodici|twelve");

  private LateNotice() {}

  /// The second notice speaks of 24 hours only; the first speaks of 12, and often of the 24 that
  /// may still pass.
  ///
  /// @param text what people read
  /// @param detail `errore-esteso`, asked where the text does not say
  /// @param subject of the message that is late; it stands quoted in the text (DM 2/11/2005, 6.3.5)
  ///   and may speak of hours too
  static Term term(String text, String detail, String subject) {
    String own = folded(text).replace('"' + folded(subject) + '"', " ");
    Term said = term(own);
    return said == Term.UNCLEAR ? term(folded(detail)) : said;
  }

  private static Term term(String text) {
    if (HOURS_12.matcher(text).find()) {
      return Term.WARNING;
    }
    return HOURS_24.matcher(text).find() ? Term.EXPIRED : Term.UNCLEAR;
  }

  private static Pattern hours(String number) {
    return Pattern.compile("\\b(" + number + ")" + HOURS, Pattern.CASE_INSENSITIVE);
  }

  /// Texts are wrapped, also within a subject.
  private static String folded(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}

package it.sportello.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An entry that has not been written yet: all of it but its sequence.
///
/// A sign that UTF-8 cannot carry (half of a surrogate pair) becomes `?` here, so that what comes
/// back from the journal is what was asked for.
///
/// @param at when it happened, on the clock of the node that decided it; kept to the millisecond
/// @param subject what it is about, for example `contact/01k9...`; 1 to 200 signs
/// @param type a persistent code such as `contact.arrived`; 1 to 60 signs
/// @param version of the body's shape, from 1
/// @param facts JSON object: ids, times, figures; never erased
/// @param personal JSON object: names, addresses, texts; may be erased later; empty if there is
///   none
public record Draft(
    Instant at, String subject, String type, int version, String facts, String personal) {
  /// The most signs that facts and personal may have together.
  public static final int MAX_BODY_SIGNS = 8 << 20;

  private static final int MAX_SUBJECT_SIGNS = 200;
  private static final int MAX_TYPE_SIGNS = 60;

  /// @throws IllegalArgumentException naming the part, what came and what was expected
  public Draft {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    subject = writable(subject);
    type = writable(type);
    facts = writable(facts);
    personal = writable(personal);
    check("subject", subject.length(), 1, MAX_SUBJECT_SIGNS);
    check("type", type.length(), 1, MAX_TYPE_SIGNS);
    check("version", version, 1, Integer.MAX_VALUE);
    check("facts and personal", (long) facts.length() + personal.length(), 0, MAX_BODY_SIGNS);
  }

  private static void check(String part, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "draft, " + part + ": " + value + " (expected: " + least + ".." + most + ")");
    }
  }

  private static String writable(String text) {
    boolean plain = true;
    for (int i = 0; plain && i < text.length(); i++) {
      plain = !Character.isSurrogate(text.charAt(i));
    }
    return plain ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}

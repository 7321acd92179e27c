package it.sportello.journal;

import java.time.Instant;

/// One committed fact.
///
/// @param sequence its place in the journal: 1 for the first, without gaps
/// @param at when it happened, to the millisecond
/// @param subject what it is about
/// @param type its persistent code
/// @param version of the body's shape
/// @param facts JSON object
/// @param personal JSON object; empty if there was none or it has been erased
/// @param redacted whether the personal part has been erased
public record Entry(
    long sequence,
    Instant at,
    String subject,
    String type,
    int version,
    String facts,
    String personal,
    boolean redacted) {
  /// Returns the entry that a draft becomes.
  public static Entry of(long sequence, Draft draft) {
    return new Entry(
        sequence,
        draft.at(),
        draft.subject(),
        draft.type(),
        draft.version(),
        draft.facts(),
        draft.personal(),
        false);
  }

  /// Returns what stays of it when its personal part is erased.
  public Entry withoutPersonal() {
    return new Entry(sequence, at, subject, type, version, facts, "", true);
  }
}

package it.sportello.schedule;

/// What a span of time is counted in.
public enum ClockKind {
  /// Every second counts.
  WALL,
  /// Only seconds of opening time count; also called business time.
  OPENING,
  /// Days on which the calendar opens at all; the day something arrives is not counted, and the
  /// last day counts to its midnight.
  WORKING_DAYS,
  /// All days, in the same way (giorni solari).
  CALENDAR_DAYS
}

package it.sportello.simulation;

import it.sportello.base.OperatorId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What became of each contact, as comma-separated values in the order of the arrivals.
public final class OutcomesCsv {
  private static final String HEAD =
      "line,at,channel,queue,priority,outcome,operator,wait_seconds,taken_at,ended_at,deadline\n";

  private OutcomesCsv() {}

  /// Writes a day.
  public static String of(Day day) {
    var text = new StringBuilder(HEAD);
    for (Outcome outcome : day.outcomes()) {
      Arrival arrival = outcome.arrival();
      text.append(arrival.line()).append(',');
      text.append(exact(Optional.of(arrival.at()))).append(',');
      text.append(arrival.channel().code()).append(',');
      text.append(arrival.queue()).append(',');
      text.append(arrival.priority()).append(',');
      text.append(outcome.end().name().toLowerCase(Locale.ROOT).replace('_', '-')).append(',');
      text.append(outcome.operator().map(OperatorId::value).orElse("")).append(',');
      text.append(exact(outcome.waited())).append(',');
      text.append(exact(outcome.takenAt())).append(',');
      text.append(exact(outcome.endedAt())).append(',');
      text.append(exact(outcome.deadline())).append('\n');
    }
    return text.toString();
  }

  private static String exact(Optional<Duration> span) {
    return span.map(s -> Numbers.seconds(s).toPlainString()).orElse("");
  }
}

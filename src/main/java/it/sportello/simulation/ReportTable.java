package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A report for people: a table of fixed width.
public final class ReportTable {
  private static final List<String> HEAD =
      List.of(
          "queue",
          "channel",
          "offered",
          "answered",
          "abandoned",
          "waiting",
          "closed",
          "mean",
          "p50",
          "p90",
          "p95",
          "p99",
          "max",
          "mean all",
          "T",
          "level",
          "late",
          "occup.");

  private static final String RULES =
      """
      waits in seconds: mean to max of answered, "mean all" of answered and abandoned; percentiles by nearest rank
      level: answered within T (inclusive) of answered and abandoned; live contacts by the clock on the wall,
        written ones by their deadline on the queue's clock
      late: not taken by the deadline, whether answered, abandoned or still waiting; closed: told so, not offered
      occup.: time with a contact in hands, of the time logged in or working; several at once count once
      """;

  private ReportTable() {}

  /// Writes the report.
  public static String of(Report report) {
    var text = new StringBuilder();
    Plan plan = report.day().plan();
    String weekday = plan.date().getDayOfWeek().name().toLowerCase(Locale.ROOT);
    line(text, "day ", plan.date(), " (", weekday, ", ", plan.zone(), ")");
    line(text, "order ", plan.rules().routing().order().name().toLowerCase(Locale.ROOT));
    line(
        text,
        "accepting takes ",
        Numbers.seconds(plan.answerAfter()),
        " s, wrap-up ",
        Numbers.seconds(plan.wrapUp()),
        " s; the day ended at ",
        Numbers.seconds(report.day().end()),
        " s");
    text.append('\n');
    var rows = new ArrayList<List<String>>();
    rows.add(HEAD);
    report.figures().forEach(figures -> rows.add(row(figures)));
    table(rows, 2, text);
    text.append('\n').append(RULES).append('\n');
    table(operators(report), 1, text);
    report.warnings().forEach(warning -> line(text, "warning: ", warning));
    return text.toString();
  }

  private static void line(StringBuilder text, Object... parts) {
    for (Object part : parts) {
      text.append(part);
    }
    text.append('\n');
  }

  private static List<String> row(Figures f) {
    Waits w = f.ofAnswered();
    return List.of(
        f.scope().queue().map(QueueId::value).orElse("(all)"),
        f.scope().channel().map(Channel::code).orElse("(all)"),
        "" + f.offered(),
        "" + f.answered(),
        "" + f.abandoned(),
        "" + f.waiting(),
        "" + f.outOfHours(),
        Numbers.people(w.mean()),
        Numbers.people(w.p50()),
        Numbers.people(w.p90()),
        Numbers.people(w.p95()),
        Numbers.people(w.p99()),
        Numbers.people(w.max()),
        Numbers.people(f.ofAll().mean()),
        f.target().map(t -> Numbers.seconds(t).toPlainString()).orElse("-"),
        Numbers.people(f.serviceLevel()),
        "" + f.breaches(),
        Numbers.people(f.occupancy()));
  }

  private static List<List<String>> operators(Report report) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("operator", "contacts", "on shift", "busy", "idle", "occup."));
    for (Map.Entry<?, Hours> entry : report.operators().entrySet()) {
      Hours hours = entry.getValue();
      rows.add(
          List.of(
              entry.getKey().toString(),
              "" + hours.contacts(),
              Numbers.seconds(hours.planned()).toPlainString(),
              Numbers.seconds(hours.busy(Scope.ALL)).toPlainString(),
              Numbers.seconds(hours.idle()).toPlainString(),
              Numbers.people(hours.occupancy())));
    }
    return rows;
  }

  /// @param names how many columns, from the left, hold names
  private static void table(List<List<String>> rows, int names, StringBuilder text) {
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(width(rows, i) - row.get(i).length());
        line.append(i < names ? row.get(i) + padding : padding + row.get(i)).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }
}

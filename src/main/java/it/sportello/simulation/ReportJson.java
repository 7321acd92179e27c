package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A report for programs. Its members are described in `docs/simulate.md`; they may grow in number,
/// never change their meaning without another `version`.
public final class ReportJson {
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  /// Writes the report.
  public static String of(Report report) {
    Plan plan = report.day().plan();
    var root = new LinkedHashMap<String, @Nullable Object>();
    root.put("version", VERSION);
    root.put("date", plan.date().toString());
    root.put("zone", plan.zone().getId());
    root.put("order", plan.rules().routing().order().name().toLowerCase(Locale.ROOT));
    root.put("answer_after_seconds", Numbers.seconds(plan.answerAfter()));
    root.put("wrap_up_seconds", Numbers.seconds(plan.wrapUp()));
    root.put("ended_at_seconds", Numbers.seconds(report.day().end()));
    var channels = new ArrayList<Object>();
    var queues = new ArrayList<Object>();
    var queueChannels = new ArrayList<Object>();
    for (Figures f : report.figures()) {
      boolean queue = f.scope().queue().isPresent();
      boolean channel = f.scope().channel().isPresent();
      if (queue && channel) {
        queueChannels.add(figures(f));
      } else if (queue) {
        queues.add(figures(f));
      } else if (channel) {
        channels.add(figures(f));
      } else {
        root.put("all", figures(f));
      }
    }
    root.put("queues", queues);
    root.put("channels", channels);
    root.put("queue_channels", queueChannels);
    root.put("operators", operators(report));
    root.put("warnings", report.warnings());
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static Map<String, @Nullable Object> figures(Figures f) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    f.scope().queue().map(QueueId::value).ifPresent(queue -> json.put("queue", queue));
    f.scope().channel().map(Channel::code).ifPresent(channel -> json.put("channel", channel));
    json.put("offered", f.offered());
    json.put("answered", f.answered());
    json.put("abandoned", f.abandoned());
    json.put("released", f.released());
    json.put("waiting", f.waiting());
    json.put("out_of_hours", f.outOfHours());
    json.put("overflowed", f.overflowed());
    put(json, "abandonment_ratio", f.abandonment());
    json.put("wait_answered_seconds", waits(f.ofAnswered()));
    json.put("wait_all_seconds", waits(f.ofAll()));
    put(json, "oldest_waiting_seconds", f.oldest());
    var level = new LinkedHashMap<String, @Nullable Object>();
    put(level, "within_seconds", f.target());
    level.put("answered_within", f.inTime());
    level.put("of", f.answered() + f.abandoned());
    put(level, "ratio", f.serviceLevel());
    json.put("service_level", level);
    var breaches = new LinkedHashMap<String, @Nullable Object>();
    breaches.put("answered", f.lateAnswered());
    breaches.put("abandoned", f.lateAbandoned());
    breaches.put("waiting", f.lateWaiting());
    breaches.put("total", f.breaches());
    json.put("deadline_breaches", breaches);
    json.put("busy_seconds", Numbers.seconds(f.busy()));
    json.put("staffed_seconds", Numbers.seconds(f.there()));
    put(json, "occupancy", f.occupancy());
    return json;
  }

  private static Map<String, @Nullable Object> waits(Waits w) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("count", w.count());
    put(json, "mean", w.mean());
    put(json, "p50", w.p50());
    put(json, "p90", w.p90());
    put(json, "p95", w.p95());
    put(json, "p99", w.p99());
    put(json, "max", w.max());
    return json;
  }

  private static List<Object> operators(Report report) {
    var all = new ArrayList<Object>();
    report
        .operators()
        .forEach(
            (id, hours) -> {
              var json = new LinkedHashMap<String, @Nullable Object>();
              json.put("operator", id.value());
              json.put("contacts", hours.contacts());
              json.put("shift_seconds", Numbers.seconds(hours.planned()));
              json.put("busy_seconds", Numbers.seconds(hours.busy(Scope.ALL)));
              json.put("idle_seconds", Numbers.seconds(hours.idle()));
              put(json, "occupancy", hours.occupancy());
              all.add(json);
            });
    return all;
  }

  private static void put(
      Map<String, @Nullable Object> json, String name, Optional<Duration> span) {
    json.put(name, span.isPresent() ? Numbers.seconds(span.get()) : null);
  }

  private static void put(Map<String, @Nullable Object> json, String name, OptionalDouble share) {
    json.put(name, share.isPresent() ? Numbers.ratio(share.getAsDouble()) : null);
  }
}

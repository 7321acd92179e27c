package it.sportello;

import it.sportello.config.Configuration;
import it.sportello.config.Label;
import it.sportello.config.OperatorConfig;
import it.sportello.config.QueueConfig;
import it.sportello.schedule.OpeningHours;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/// What differs between two configurations, for people: one line for each value.
///
/// @param changes what counts at once
/// @param restart what counts after the next start only
record ConfigurationDiff(List<String> changes, List<String> restart) {
  ConfigurationDiff {
    changes = List.copyOf(changes);
    restart = List.copyOf(restart);
  }

  static ConfigurationDiff between(Configuration before, Configuration after) {
    var changes = new ArrayList<String>();
    var restart = new ArrayList<String>();
    rows(
        "queue",
        byId(before.queues().queues(), q -> q.id().value()),
        byId(after.queues().queues(), q -> q.id().value()),
        changes);
    rows(
        "operator",
        byId(before.operators().operators(), o -> o.id().value()),
        byId(after.operators().operators(), o -> o.id().value()),
        changes);
    value("priorities", before.queues().priorities(), after.queues().priorities(), changes);
    fields("desk", before.sportello().desk(), after.sportello().desk(), changes);
    calendars(before.hours(), after.hours(), changes);
    texts(before.texts().byId(), after.texts().byId(), changes);
    atStart(
        "sportello.yaml center", before.sportello().center(), after.sportello().center(), restart);
    atStart("sportello.yaml web", before.sportello().web(), after.sportello().web(), restart);
    atStart("sportello.yaml mail", before.sportello().mail(), after.sportello().mail(), restart);
    atStart("sportello.yaml phone", before.sportello().phone(), after.sportello().phone(), restart);
    atStart("classification.yaml", before.classification(), after.classification(), restart);
    atStart("indicators.yaml", before.indicators(), after.indicators(), restart);
    atStart("names and logins", logins(before), logins(after), restart);
    return new ConfigurationDiff(changes, restart);
  }

  /// What is in a calendar is not said again: it may be a year of closures.
  private static void calendars(
      Map<String, OpeningHours> before, Map<String, OpeningHours> after, List<String> changes) {
    var all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String id : all) {
      if (!after.containsKey(id)) {
        changes.add("calendar " + id + ": gone");
      } else if (!before.containsKey(id)) {
        changes.add("calendar " + id + ": new");
      } else if (!Objects.equals(before.get(id), after.get(id))) {
        changes.add("calendar " + id + ": other hours");
      }
    }
  }

  /// What a text says is not said again.
  private static void texts(
      Map<String, Label> before, Map<String, Label> after, List<String> changes) {
    var all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String id : all) {
      if (!after.containsKey(id)) {
        changes.add("text " + id + ": gone");
      } else if (!before.containsKey(id)) {
        changes.add("text " + id + ": new");
      } else if (!Objects.equals(before.get(id), after.get(id))) {
        changes.add("text " + id + ": other words");
      }
    }
  }

  /// New people need a login, and names are read once.
  private static List<String> logins(Configuration config) {
    var all = new ArrayList<String>();
    config.queues().queues().forEach((QueueConfig q) -> all.add(q.id() + " " + q.name()));
    config
        .operators()
        .operators()
        .forEach(
            (OperatorConfig o) ->
                all.add(o.id() + " " + o.name() + " " + o.roles() + " " + o.extension()));
    return all;
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    var rows = new LinkedHashMap<String, T>();
    all.forEach(row -> rows.put(id.apply(row), row));
    return rows;
  }

  private static <T extends Record> void rows(
      String kind, Map<String, T> before, Map<String, T> after, List<String> changes) {
    before.forEach(
        (id, row) -> {
          T now = after.get(id);
          if (now == null) {
            changes.add(kind + " " + id + ": gone");
          } else {
            fields(kind + " " + id, row, now, changes);
          }
        });
    after.keySet().stream()
        .filter(id -> !before.containsKey(id))
        .forEach(id -> changes.add(kind + " " + id + ": new"));
  }

  private static void fields(String of, Record before, Record after, List<String> changes) {
    for (RecordComponent part : before.getClass().getRecordComponents()) {
      if (!part.getName().equals("password")) {
        value(of + " " + part.getName(), get(part, before), get(part, after), changes);
      }
    }
  }

  private static void value(String of, Object before, Object after, List<String> changes) {
    if (!Objects.equals(before, after)) {
      changes.add(of + ": " + before + " -> " + after);
    }
  }

  private static void atStart(String of, Object before, Object after, List<String> restart) {
    if (!Objects.equals(before, after)) {
      restart.add(of);
    }
  }

  private static Object get(RecordComponent part, Record of) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + part, e);
    }
  }
}

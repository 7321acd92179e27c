package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads what comes in a day: `at,channel,queue,skills,handle_seconds,patience_seconds,priority`.
///
/// @param arrivals those without a mistake, in the order of the file
/// @param errors every mistake; the file may only be used if there is none
public record ArrivalsFile(List<Arrival> arrivals, List<CsvError> errors) {
  private static final List<String> REQUIRED = List.of("at", "channel", "queue", "handle_seconds");
  private static final List<String> OPTIONAL = List.of("skills", "patience_seconds", "priority");

  /// As far as a contact's own priority goes in either direction.
  private static final int MOST_PRIORITY = 1_000_000;

  public ArrivalsFile {
    arrivals = List.copyOf(arrivals);
    errors = List.copyOf(errors);
  }

  /// Reads the file's text.
  ///
  /// @param name of the file, for messages
  /// @param skills that the configuration knows
  public static ArrivalsFile read(
      String name, String text, Map<QueueId, Queue> queues, Set<String> skills) {
    var table = new CsvTable(name, text, REQUIRED, OPTIONAL);
    var reader = new Reader(queues, skills);
    List<Arrival> arrivals = table.read(reader::arrival);
    return new ArrivalsFile(arrivals, table.errors());
  }

  private static final class Reader {
    private final Map<String, Queue> queues = new HashMap<>();
    private final Set<String> skills;

    Reader(Map<QueueId, Queue> queues, Set<String> skills) {
      queues.forEach((id, queue) -> this.queues.put(id.value(), queue));
      this.skills = skills;
    }

    private Arrival arrival(CsvTable.Line line) {
      Duration at =
          line.value("at", Optional.empty(), Values::seconds, Values.SECONDS, Duration.ZERO);
      Channel channel =
          line.value(
              "channel",
              Optional.empty(),
              text -> Channel.ofCode(text.toLowerCase(Locale.ROOT)),
              "one of " + channels(List.of(Channel.values())),
              Channel.VOICE);
      Duration handle =
          line.value(
              "handle_seconds", Optional.empty(), Values::seconds, Values.SECONDS, Duration.ZERO);
      Optional<Duration> patience =
          line.optional("patience_seconds")
              .map(
                  _ ->
                      line.value(
                          "patience_seconds",
                          Optional.empty(),
                          Values::seconds,
                          Values.SECONDS + ", or nothing for ever",
                          Duration.ZERO));
      int priority =
          line.value(
              "priority",
              Optional.of(0),
              text -> Values.whole(text, -MOST_PRIORITY, MOST_PRIORITY),
              "a whole number, " + -MOST_PRIORITY + " to " + MOST_PRIORITY,
              0);
      return new Arrival(
          line.number(),
          at,
          channel,
          queue(line, channel),
          skills(line, skills),
          handle,
          patience,
          priority);
    }

    private QueueId queue(CsvTable.Line line, Channel channel) {
      QueueId none = new QueueId("none");
      Optional<Queue> queue =
          line.optional("queue").flatMap(q -> Optional.ofNullable(queues.get(q)));
      if (queue.isEmpty()) {
        line.wrong("queue", "one of " + String.join(", ", new TreeSet<>(queues.keySet())));
      } else if (line.optional("channel").flatMap(Channel::ofCode).isPresent()
          && !queue.get().targets().containsKey(channel)) {
        line.wrong(
            "channel",
            "\"" + channel.code() + "\", which queue " + queue.get().id() + " does not take",
            channels(queue.get().targets().keySet().stream().sorted().toList())
                + ", or a target for it in queues.yaml");
      }
      return queue.map(Queue::id).orElse(none);
    }

    private static String channels(List<Channel> channels) {
      return channels.stream().map(Channel::code).collect(Collectors.joining(", "));
    }
  }

  /// Reads a column of skills, all of which have to be known.
  static Map<String, Integer> skills(CsvTable.Line line, Set<String> known) {
    Map<String, Integer> skills =
        line.value(
            "skills",
            Optional.of(Map.of()),
            Values::skills,
            Values.SKILLS,
            Map.<String, Integer>of());
    for (String skill : new TreeSet<>(skills.keySet())) {
      if (!known.contains(skill)) {
        line.wrong("skills", "\"" + skill + "\"", "of " + String.join(", ", new TreeSet<>(known)));
      }
    }
    return skills;
  }
}

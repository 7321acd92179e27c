package it.sportello.simulation;

import it.sportello.access.Role;
import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.operator.OperatorProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads who works: `operator,from,to,skills,live,written,queues`.
///
/// An operator of the configuration has the skills, queues and capacity of `operators.yaml`
/// wherever the file says nothing. Anybody else takes every queue, has every skill at the highest
/// level if the file has no column of skills, one live contact and three written ones.
///
/// @param workers those without a mistake, by operator
/// @param errors every mistake; the file may only be used if there is none
public record StaffFile(List<Worker> workers, List<CsvError> errors) {
  private static final List<String> REQUIRED = List.of("operator", "from", "to");
  private static final List<String> OPTIONAL = List.of("skills", "live", "written", "queues");
  private static final int MOST = 1_000;
  private static final int HIGHEST_LEVEL = 5;
  private static final int USUAL_WRITTEN = 3;
  private static final OperatorId NOBODY = new OperatorId("nobody");

  public StaffFile {
    workers = List.copyOf(workers);
    errors = List.copyOf(errors);
  }

  private record Entry(CsvTable.Line line, OperatorProfile profile, Shift shift) {}

  /// Reads the file's text.
  ///
  /// @param name of the file, for messages
  /// @param configured the operators of the configuration
  public static StaffFile read(
      String name,
      String text,
      Map<OperatorId, OperatorProfile> configured,
      Set<QueueId> queues,
      Set<String> skills) {
    var table = new CsvTable(name, text, REQUIRED, OPTIONAL);
    var reader = new Reader(configured, queues, skills, table.has("skills"));
    List<Entry> entries = table.read(reader::entry);
    Map<OperatorId, List<Entry>> byOperator = new LinkedHashMap<>();
    entries.forEach(
        e -> byOperator.computeIfAbsent(e.profile().id(), _ -> new ArrayList<>()).add(e));
    List<Worker> workers = byOperator.values().stream().map(StaffFile::worker).toList();
    return new StaffFile(workers, table.errors());
  }

  /// Puts the shifts of one operator together.
  private static Worker worker(List<Entry> entries) {
    Entry first = entries.getFirst();
    List<Entry> inOrder =
        entries.stream().sorted(Comparator.comparing((Entry e) -> e.shift().from())).toList();
    var shifts = new ArrayList<Shift>();
    for (Entry entry : inOrder) {
      if (!entry.profile().equals(first.profile())) {
        entry
            .line()
            .wrong(
                "operator",
                "\"" + first.profile().id() + "\" as in line " + first.line().number(),
                "the same skills, queues and capacity in each line of one operator");
      }
      Shift shift = entry.shift();
      if (!shifts.isEmpty() && shift.from().compareTo(shifts.getLast().to()) < 0) {
        entry.line().wrong("from", "shifts of one operator one after the other");
      } else if (!shifts.isEmpty() && shift.from().equals(shifts.getLast().to())) {
        shifts.set(shifts.size() - 1, new Shift(shifts.getLast().from(), shift.to()));
      } else {
        shifts.add(shift);
      }
    }
    return new Worker(first.profile(), shifts);
  }

  private static final class Reader {
    private final Map<OperatorId, OperatorProfile> configured;
    private final Map<String, QueueId> queues = new HashMap<>();
    private final Set<String> skills;
    private final boolean namesSkills;

    Reader(
        Map<OperatorId, OperatorProfile> configured,
        Set<QueueId> queues,
        Set<String> skills,
        boolean namesSkills) {
      this.configured = configured;
      queues.forEach(q -> this.queues.put(q.value(), q));
      this.skills = skills;
      this.namesSkills = namesSkills;
    }

    private Entry entry(CsvTable.Line line) {
      OperatorId id =
          line.value(
              "operator",
              Optional.empty(),
              Reader::operator,
              "1 to 64 letters, digits, -, _ or .",
              NOBODY);
      Duration from =
          line.value("from", Optional.empty(), Values::seconds, Values.SECONDS, Duration.ZERO);
      Duration to =
          line.value("to", Optional.empty(), Values::seconds, Values.SECONDS, from.plusSeconds(1));
      if (to.compareTo(from) <= 0) {
        line.wrong("to", "later than from");
      }
      return new Entry(line, profile(id, line), new Shift(from, to));
    }

    private static Optional<OperatorId> operator(String text) {
      return text.matches("[A-Za-z0-9._-]{1,64}")
          ? Optional.of(new OperatorId(text))
          : Optional.empty();
    }

    private OperatorProfile profile(OperatorId id, CsvTable.Line line) {
      Optional<OperatorProfile> usual = Optional.ofNullable(configured.get(id));
      Map<Channel, Integer> capacity = capacity(line, usual);
      return new OperatorProfile(
          id,
          usual.map(OperatorProfile::name).orElse(id.value()),
          Set.of(Role.OPERATOR),
          Optional.of("200"),
          skills(line, usual),
          queues(line, usual),
          capacity,
          capacity.getOrDefault(Channel.EMAIL, 0),
          false);
    }

    private Map<String, Integer> skills(CsvTable.Line line, Optional<OperatorProfile> usual) {
      if (line.optional("skills").isPresent() || (namesSkills && usual.isEmpty())) {
        return ArrivalsFile.skills(line, skills);
      }
      return usual.map(OperatorProfile::skills).orElseGet(this::everySkill);
    }

    private Map<String, Integer> everySkill() {
      var all = new HashMap<String, Integer>();
      skills.forEach(skill -> all.put(skill, HIGHEST_LEVEL));
      return all;
    }

    private Set<QueueId> queues(CsvTable.Line line, Optional<OperatorProfile> usual) {
      Optional<String> named = line.optional("queues");
      if (named.isEmpty()) {
        return usual.map(OperatorProfile::queues).orElseGet(() -> Set.copyOf(queues.values()));
      }
      var result = new HashSet<QueueId>();
      for (String name : Arrays.stream(named.get().split(";", -1)).map(String::strip).toList()) {
        QueueId queue = queues.get(name);
        if (queue == null) {
          line.wrong(
              "queues", "\"" + name + "\"", String.join(";", new TreeSet<>(queues.keySet())));
        } else {
          result.add(queue);
        }
      }
      return result;
    }

    private static Map<Channel, Integer> capacity(
        CsvTable.Line line, Optional<OperatorProfile> usual) {
      int live = capacity(line, "live", usual, Channel.VOICE, 1);
      int written = capacity(line, "written", usual, Channel.EMAIL, USUAL_WRITTEN);
      var capacity = new EnumMap<Channel, Integer>(Channel.class);
      for (Channel channel : Channel.values()) {
        capacity.put(channel, channel.isLive() ? live : written);
      }
      return capacity;
    }

    private static int capacity(
        CsvTable.Line line,
        String column,
        Optional<OperatorProfile> usual,
        Channel like,
        int otherwise) {
      int instead = usual.map(o -> o.capacity().getOrDefault(like, 0)).orElse(otherwise);
      return line.value(
          column,
          Optional.of(instead),
          text -> Values.whole(text, 0, MOST),
          "a whole number, 0 to " + MOST,
          instead);
    }
  }
}

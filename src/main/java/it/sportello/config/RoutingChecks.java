package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Binder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Routing rules that contradict each other, or that can never do what they say.
final class RoutingChecks {
  private static final String FILE = "queues.yaml";

  private final Binder binder;

  RoutingChecks(Binder binder) {
    this.binder = binder;
  }

  /// All of it, for the queues and whoever serves them.
  void all(QueuesFile queues, OperatorsFile operators) {
    for (int i = 0; i < queues.queues().size(); i++) {
      QueueConfig queue = queues.queues().get(i);
      String key = "queues[" + i + "]";
      boolean sound = relax(key, queue);
      unstaffed(key, queue, queues.queues());
      if (sound) {
        somebodyCan(key, queue, operators.operators());
      }
    }
    priorities(queues.priorities(), operators.operators());
  }

  /// Each step comes later than the one before, and asks for less.
  private boolean relax(String key, QueueConfig queue) {
    var level = new HashMap<>(queue.skills());
    Duration last = Duration.ZERO;
    for (int i = 0; i < queue.relax().size(); i++) {
      RelaxConfig step = queue.relax().get(i);
      String at = key + ".relax[" + i + "]";
      if (step.after().compareTo(last) <= 0) {
        report(at + ".after", step.after().toSeconds() + " s", "later than the step before");
        return false;
      }
      last = step.after();
      for (Map.Entry<String, Integer> skill : step.skills().entrySet()) {
        int before = level.getOrDefault(skill.getKey(), 0);
        if (skill.getValue() >= before) {
          report(
              at + ".skills." + skill.getKey(),
              skill.getValue().toString(),
              before == 0
                  ? "a skill that is still asked for at this step"
                  : "less than " + before + ", which is asked for before this step");
          return false;
        }
        level.put(skill.getKey(), skill.getValue());
      }
    }
    return true;
  }

  private void unstaffed(String key, QueueConfig queue, List<QueueConfig> all) {
    Optional<UnstaffedConfig> rule = queue.unstaffed();
    if (rule.isEmpty()) {
      return;
    }
    QueueId to = rule.get().to();
    if (to.equals(queue.id())) {
      report(key + ".unstaffed.to", "\"" + to + "\" is this queue", "another queue");
      return;
    }
    for (QueueConfig other : all) {
      var missing = new HashSet<>(queue.target().keySet());
      missing.removeAll(other.target().keySet());
      if (other.id().equals(to) && !missing.isEmpty()) {
        report(
            key + ".unstaffed.to",
            "\"" + to + "\" takes no " + missing.iterator().next().code(),
            "a queue with a target for each channel of this one");
      }
    }
  }

  /// Somebody has the skills, if not at once then after the last step.
  private void somebodyCan(String key, QueueConfig queue, List<OperatorConfig> operators) {
    var least = new HashMap<>(queue.skills());
    queue.relax().forEach(step -> least.putAll(step.skills()));
    List<OperatorConfig> serving =
        operators.stream().filter(o -> o.queues().contains(queue.id())).toList();
    boolean can =
        serving.stream()
            .anyMatch(
                o ->
                    least.entrySet().stream()
                        .allMatch(s -> o.skills().getOrDefault(s.getKey(), 0) >= s.getValue()));
    if (!serving.isEmpty() && !can) {
      report(
          key + ".skills",
          queue.skills().toString(),
          "an operator of this queue who has all of them, if need be after the last step of relax");
    }
  }

  private void priorities(List<PriorityConfig> rules, List<OperatorConfig> operators) {
    var names = new HashSet<String>();
    for (int i = 0; i < rules.size(); i++) {
      PriorityConfig rule = rules.get(i);
      String key = "priorities[" + i + "]";
      if (!names.add(rule.name())) {
        report(key + ".name", rule.name(), "a name of its own");
      }
      somebodyCan(key, rule, operators);
    }
  }

  /// A rule that nobody is left for would let its contacts wait for ever.
  private void somebodyCan(String key, PriorityConfig rule, List<OperatorConfig> operators) {
    rule.skills()
        .forEach(
            (skill, level) -> {
              if (operators.stream().noneMatch(o -> o.skills().getOrDefault(skill, 0) >= level)) {
                report(
                    key + ".skills." + skill,
                    level.toString(),
                    "a level that an operator has in operators.yaml");
              }
            });
    boolean left =
        operators.stream()
            .filter(o -> !o.queues().isEmpty())
            .anyMatch(o -> !rule.exclude().contains(o.id()));
    if (!left) {
      report(key + ".exclude", "everybody who serves a queue", "somebody who is left");
    }
  }

  private void report(String key, String found, String expected) {
    binder.report(binder.where(FILE).error(key, found, expected));
  }
}

package it.sportello;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskRules;
import it.sportello.desk.DeskState;
import it.sportello.edge.AgentMeters;
import it.sportello.edge.ContactMeters;
import it.sportello.edge.HandleMeters;
import it.sportello.edge.QueueMeters;
import it.sportello.edge.UnknownNumbers;
import it.sportello.indicator.Definition;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalFollower;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What the desk, the journal and the agreed targets show to Prometheus.
final class MeterParts {
  private final MeterRegistry registry;
  private final ContactMeters contacts;
  private final HandleMeters handling;
  private final QueueMeters queues;
  private final AgentMeters agents;
  private final UnknownNumbers unknownNumbers;

  MeterParts(MeterRegistry registry, DeskRules rules) {
    this.registry = registry;
    contacts = new ContactMeters(registry, rules.queues().values());
    handling = new HandleMeters(registry, rules.queues().values());
    queues = new QueueMeters(registry, rules.queues().values());
    agents = new AgentMeters(registry, rules.operators().values());
    unknownNumbers = new UnknownNumbers(knownNumbers(rules), registry);
  }

  private static Set<String> knownNumbers(DeskRules rules) {
    var known = new HashSet<>(rules.numbers().keySet());
    known.addAll(rules.reception().numbers().keySet());
    return known;
  }

  /// Shows the targets of the indicators that are shares, as they hold on the day of the scrape.
  ///
  /// @param definitions with the targets of a day
  MeterParts targets(
      Function<LocalDate, List<Definition>> definitions, InstantSource clock, ZoneId zone) {
    for (Definition definition : definitions.apply(today(clock, zone))) {
      if (definition.kind().unit() == Definition.Unit.RATIO) {
        Gauge.builder(
                "contactcenter.service.level.target.ratio",
                () -> target(definitions.apply(today(clock, zone)), definition.kind()))
            .tag("indicator", definition.kind().name())
            .strongReference(true)
            .register(registry);
      }
    }
    return this;
  }

  private static LocalDate today(InstantSource clock, ZoneId zone) {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /// Not a number while nothing is agreed.
  private static double target(List<Definition> definitions, Definition.Kind kind) {
    return definitions.stream()
        .filter(d -> d.kind() == kind)
        .flatMap(d -> d.target().stream())
        .mapToDouble(Double::doubleValue)
        .findFirst()
        .orElse(Double.NaN);
  }

  /// Shows how far everything has come.
  void progress(DeskLane desk, JournalFollower follower, Journal journal) {
    Gauge.builder("sportello.desk.commands.waiting", desk, DeskLane::waiting).register(registry);
    Gauge.builder("sportello.desk.bugs", desk, DeskLane::bugs).register(registry);
    Gauge.builder("sportello.journal.refusals", desk, DeskLane::refusals).register(registry);
    Gauge.builder("sportello.journal.sequence", journal, Journal::lastSequence).register(registry);
    Gauge.builder("sportello.history.sequence", follower, JournalFollower::sequence)
        .register(registry);
  }

  /// Takes over what was there before the first commit.
  void start(DeskState restored) {
    contacts.start(restored.openContacts());
    handling.start(restored.openContacts());
    queues.start(restored.openContacts());
    agents.start(restored.allOperators());
  }

  /// Who has to hear of every commit.
  List<Watcher> watchers() {
    return List.of(contacts, handling, queues, agents, unknownNumbers);
  }
}

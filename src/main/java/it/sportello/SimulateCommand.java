package it.sportello;

import it.sportello.base.QueueId;
import it.sportello.config.Configuration;
import it.sportello.config.SkillConfig;
import it.sportello.config.yaml.Spans;
import it.sportello.desk.DeskRules;
import it.sportello.routing.Order;
import it.sportello.routing.Queue;
import it.sportello.schedule.OpeningHours;
import it.sportello.simulation.ArrivalsFile;
import it.sportello.simulation.CsvError;
import it.sportello.simulation.Day;
import it.sportello.simulation.OutcomesCsv;
import it.sportello.simulation.Plan;
import it.sportello.simulation.Report;
import it.sportello.simulation.ReportJson;
import it.sportello.simulation.ReportTable;
import it.sportello.simulation.Simulation;
import it.sportello.simulation.StaffFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lets a day pass on a virtual clock and says how it went.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Lets a day pass on a virtual clock, with the desk's own decisions (docs/simulate.md)")
final class SimulateCommand implements Callable<Integer> {
  /// A Wednesday without a holiday, far from the days on which clocks change.
  private static final LocalDate USUAL = LocalDate.of(2026, 3, 4);

  enum Format {
    table,
    json
  }

  enum OrderName {
    fifo,
    priority,
    deadline
  }

  @Option(names = "--config", description = "Configuration directory (default: config)")
  private Path config = Path.of("config");

  @Option(names = "--arrivals", required = true, description = "CSV file of what comes")
  private Path arrivals = Path.of("");

  @Option(names = "--staff", required = true, description = "CSV file of who works")
  private Path staff = Path.of("");

  @Option(
      names = "--order",
      description = "Whom operators take first: ${COMPLETION-CANDIDATES} (default: deadline)")
  private OrderName order = OrderName.deadline;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private Format format = Format.table;

  @Option(
      names = "--date",
      description =
          "The day whose midnight is second 0 (default: 2026-03-04, or the next day on which every"
              + " queue opens)")
  private Optional<LocalDate> date = Optional.empty();

  @Option(
      names = "--answer-after",
      description = "How long operators take to accept (default: ${DEFAULT-VALUE})",
      defaultValue = "0 s")
  private String answerAfter = "0 s";

  @Option(
      names = "--wrap-up",
      description =
          "How long they write up a contact, on top of handle_seconds (default: ${DEFAULT-VALUE})",
      defaultValue = "0 s")
  private String wrapUp = "0 s";

  @Option(names = "--outcomes", description = "Writes what became of each contact to this CSV file")
  private Optional<Path> outcomes = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Optional<Configuration> loaded = Main.load(config);
    if (loaded.isEmpty()) {
      return 1;
    }
    var problems = new ArrayList<String>();
    Optional<Plan> plan = plan(loaded.get(), problems);
    if (!problems.isEmpty() || plan.isEmpty()) {
      System.err.println(problems.size() + (problems.size() == 1 ? " error:" : " errors:"));
      problems.forEach(problem -> System.err.println("  " + problem));
      return 1;
    }
    Day day = Simulation.run(plan.get());
    Report report = Report.of(day);
    if (outcomes.isPresent()) {
      Files.writeString(outcomes.get(), OutcomesCsv.of(day));
    }
    report.warnings().forEach(warning -> System.err.println("warning: " + warning));
    System.out.print(format == Format.json ? ReportJson.of(report) : ReportTable.of(report));
    return 0;
  }

  private Optional<Plan> plan(Configuration configuration, List<String> problems) {
    var maker = new RulesMaker(configuration);
    DeskRules usual = maker.rules();
    DeskRules rules = usual.withRouting(usual.routing().withOrder(order()));
    Set<String> skills =
        configuration.queues().skills().stream().map(SkillConfig::id).collect(Collectors.toSet());
    Map<QueueId, Queue> queues = rules.queues();
    Optional<ArrivalsFile> coming =
        read(arrivals, problems)
            .map(text -> ArrivalsFile.read(arrivals.toString(), text, queues, skills));
    Optional<StaffFile> working =
        read(staff, problems)
            .map(
                text ->
                    StaffFile.read(
                        staff.toString(), text, rules.operators(), queues.keySet(), skills));
    coming.ifPresent(file -> add(file.errors(), problems));
    working.ifPresent(file -> add(file.errors(), problems));
    Optional<Duration> accepting =
        span("--answer-after", answerAfter, shortestOffer(queues), problems);
    Optional<Duration> writing = span("--wrap-up", wrapUp, Duration.ofDays(1), problems);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan(
            rules,
            coming.orElseThrow().arrivals(),
            working.orElseThrow().workers(),
            date.orElseGet(() -> usualDay(maker.hoursByQueue().values())),
            configuration.sportello().center().zone(),
            accepting.orElseThrow(),
            writing.orElseThrow()));
  }

  private Order order() {
    return switch (order) {
      case fifo -> Order.FIFO;
      case priority -> Order.PRIORITY;
      case deadline -> Order.DEADLINE;
    };
  }

  private static void add(List<CsvError> errors, List<String> problems) {
    errors.forEach(error -> problems.add(error.toString()));
  }

  private static Optional<String> read(Path file, List<String> problems) {
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      problems.add(file + ": not UTF-8 (expected: a CSV file in UTF-8)");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e.getMessage() + " (expected: a CSV file)");
    }
    return Optional.empty();
  }

  /// An offer that nobody accepts in time pauses its operator: that would simulate a desk where
  /// nobody works.
  private static Duration shortestOffer(Map<QueueId, Queue> queues) {
    return queues.values().stream()
        .flatMap(queue -> queue.targets().values().stream())
        .map(Queue.Target::offerFor)
        .min(Duration::compareTo)
        .map(shortest -> shortest.minusMillis(1))
        .orElse(Duration.ZERO);
  }

  private static Optional<Duration> span(
      String option, String text, Duration most, List<String> problems) {
    try {
      Duration span = Spans.parse(text);
      if (span.compareTo(most) <= 0) {
        return Optional.of(span);
      }
      problems.add(option + ": " + text + " (expected: at most " + Spans.text(most) + ")");
    } catch (IllegalArgumentException e) {
      problems.add(option + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  /// The same day for everybody, unless somebody is closed on it.
  private static LocalDate usualDay(Collection<OpeningHours> hours) {
    for (LocalDate day = USUAL; day.isBefore(USUAL.plusYears(1)); day = day.plusDays(1)) {
      LocalDate candidate = day;
      if (hours.stream().noneMatch(open -> open.on(candidate).isEmpty())) {
        return day;
      }
    }
    return USUAL;
  }
}

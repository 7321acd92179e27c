package it.sportello;

import it.sportello.config.yaml.Spans;
import it.sportello.forecast.Service;
import it.sportello.forecast.Staffing;
import it.sportello.forecast.Traffic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says how many operators a queue of calls needs, by Erlang C or Erlang A.
@Command(
    name = "staffing",
    mixinStandardHelpOptions = true,
    description = "Says how many operators a queue of calls needs (Erlang C, Erlang A)")
final class StaffingCommand implements Callable<Integer> {
  @Option(names = "--calls", required = true, description = "How many calls come ...")
  private double calls;

  @Option(
      names = "--per",
      defaultValue = "30 min",
      description = "... in this time (${DEFAULT-VALUE})")
  private String per = "30 min";

  @Option(
      names = "--handle",
      required = true,
      description = "How long a call takes, wrap-up included")
  private String handle = "";

  @Option(
      names = "--within",
      defaultValue = "20 s",
      description = "Answered within (${DEFAULT-VALUE})")
  private String within = "20 s";

  @Option(
      names = "--ratio",
      defaultValue = "0.80",
      description = "... of all that call (${DEFAULT-VALUE})")
  private double ratio;

  @Option(
      names = "--patience",
      description = "How long callers wait, in the mean (default: for ever)")
  private Optional<String> patience = Optional.empty();

  @Option(names = "--max-occupancy", defaultValue = "0.85", description = "(${DEFAULT-VALUE})")
  private double maxOccupancy;

  @Option(names = "--max-abandonment", defaultValue = "1", description = "(${DEFAULT-VALUE})")
  private double maxAbandonment;

  @Option(
      names = "--shrinkage",
      defaultValue = "0.30",
      description = "Share of paid time operators are not there (${DEFAULT-VALUE})")
  private double shrinkage;

  @Override
  public Integer call() {
    try {
      var traffic = new Traffic(calls / seconds(per), seconds(handle));
      double limit = seconds(within);
      var staffing =
          new Staffing(
              traffic,
              patience.map(StaffingCommand::seconds),
              limit,
              ratio,
              maxOccupancy,
              maxAbandonment,
              shrinkage);
      Optional<Staffing.Plan> plan = staffing.plan();
      if (plan.isEmpty()) {
        System.err.println("no number of operators is enough for that");
        return 1;
      }
      say(plan.get(), limit);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static double seconds(String span) {
    Duration parsed = Spans.parse(span);
    return parsed.toMillis() / 1000.0;
  }

  private static void say(Staffing.Plan plan, double limit) {
    Service service = plan.service();
    say("load", decimal(2, service.traffic().load()) + " erlang");
    say("operators at work", "" + plan.agents());
    say("operators scheduled", "" + plan.scheduled());
    say("answered within " + Math.round(limit) + " s", percent(service.serviceLevel(limit)));
    say("mean wait", decimal(1, service.meanWaitSeconds()) + " s");
    say("give up", percent(service.abandonment()));
    say("occupancy", percent(service.occupancy()));
  }

  private static String percent(double share) {
    return decimal(1, 100 * share) + " %";
  }

  private static String decimal(int digits, double value) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  private static void say(String what, String value) {
    System.out.println(what + " ".repeat(Math.max(1, 24 - what.length())) + value);
  }
}

package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.OneOf;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One indicator of the catalogue, with its parameters and what was agreed.
///
/// @param id as in the catalogue
/// @param version of formula and parameters together; a new one whenever one of them changes
/// @param parameters the times its formula compares with, under their names in the catalogue
/// @param targets what was agreed, each from a date on; the order does not matter
public record IndicatorConfig(
    @Defines("indicator")
        @OneOf({
          "SL_T",
          "ASA",
          "ABN",
          "ABN_SHORT",
          "AHT",
          "FRT",
          "CSAT",
          "CSAT_GOOD",
          "CSAT_RATE",
          "CALLBK"
        })
        String id,
    @Default("1") @Range(min = "1", max = "1000") int version,
    Label name,
    @Default("{}") @Range(min = "1 s", max = "90 d") Map<String, Duration> parameters,
    @Default("[]") List<IndicatorTarget> targets) {
  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "SL_T",
          Set.of("T"),
          "ABN_SHORT",
          Set.of("S"),
          "FRT",
          Set.of("limit"),
          "CALLBK",
          Set.of("limit"));

  private static final Map<String, Measure.Unit> UNITS =
      Map.of(
          "SL_T", Measure.Unit.RATIO,
          "ABN", Measure.Unit.RATIO,
          "FRT", Measure.Unit.RATIO,
          "CSAT", Measure.Unit.SCORE,
          "CSAT_GOOD", Measure.Unit.RATIO,
          "CSAT_RATE", Measure.Unit.RATIO,
          "CALLBK", Measure.Unit.RATIO,
          "ASA", Measure.Unit.SECONDS,
          "AHT", Measure.Unit.SECONDS);

  public IndicatorConfig {
    Set<String> wanted = PARAMETERS.getOrDefault(id, Set.of());
    if (!parameters.keySet().equals(wanted)) {
      throw new IllegalArgumentException(
          "parameters: " + parameters.keySet() + " (expected: " + wanted + " for " + id + ")");
    }
    for (IndicatorTarget target : targets) {
      Optional<Measure.Unit> unit = Optional.ofNullable(UNITS.get(id));
      if (!unit.equals(Optional.of(target.value().unit()))) {
        throw new IllegalArgumentException(
            "targets: " + target.value() + " (expected: " + expected(unit) + " for " + id + ")");
      }
    }
  }

  private static String expected(Optional<Measure.Unit> unit) {
    return unit.map(
            it ->
                switch (it) {
                  case RATIO -> "a ratio such as 0.80";
                  case SECONDS -> "a span such as 30 s";
                  case SCORE -> "a mark such as 3.2 of 4";
                })
        .orElse("no target");
  }

  /// Returns the time the formula compares with; zero where it has none.
  public Duration limit() {
    return parameters.values().stream().findFirst().orElse(Duration.ZERO);
  }

  /// Returns the target that holds on a date.
  public Optional<IndicatorTarget> targetOn(LocalDate date) {
    return targets.stream()
        .filter(it -> !it.from().isAfter(date))
        .max(Comparator.comparing(IndicatorTarget::from));
  }
}

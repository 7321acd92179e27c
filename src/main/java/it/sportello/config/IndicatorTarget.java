package it.sportello.config;

import it.sportello.config.yaml.Default;
import java.time.LocalDate;

/// What was agreed for an indicator.
///
/// @param from the first day on which it holds
/// @param value the figure to reach, or not to exceed, as the indicator goes
/// @param source the contract or rule that says so
public record IndicatorTarget(LocalDate from, Measure value, @Default("\"\"") String source) {}

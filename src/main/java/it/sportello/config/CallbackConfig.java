package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// How callers are called back who press a key while they wait.
///
/// @param tries how many calls in vain end the promise
/// @param every the pause between two of them
/// @param keepFor after how long the promise is given up, wall time
/// @param written how soon the written work must be taken that is left then, opening time
public record CallbackConfig(
    @Default("3") @Range(min = "1", max = "10") int tries,
    @Default("15 min") @Range(min = "1 min", max = "24 h") Duration every,
    @Default("2 d") @Range(min = "1 h", max = "30 d") Duration keepFor,
    @Default("8 h") @Range(min = "5 min", max = "90 d") Duration written) {}

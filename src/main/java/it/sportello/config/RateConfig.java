package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// How often somebody may do something.
///
/// @param requests at most so many
/// @param per in any span of this length
public record RateConfig(
    @Default("5") @Range(min = "1", max = "1000000") int requests,
    @Default("10 min") @Range(min = "1 s", max = "1 d") Duration per) {}

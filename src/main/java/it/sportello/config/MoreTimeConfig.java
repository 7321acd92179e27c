package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// More time to write up a contact.
///
/// @param by how much each time
/// @param times how often; 0: never
public record MoreTimeConfig(
    @Default("60 s") @Range(min = "10 s", max = "30 min") Duration by,
    @Default("3") @Range(min = "0", max = "20") int times) {}

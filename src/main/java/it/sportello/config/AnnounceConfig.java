package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// Telling waiting callers their place and how long it may take.
///
/// @param first after how long for the first time
/// @param every how often then
public record AnnounceConfig(
    @Default("20 s") @Range(min = "1 s", max = "10 min") Duration first,
    @Default("60 s") @Range(min = "15 s", max = "10 min") Duration every) {}

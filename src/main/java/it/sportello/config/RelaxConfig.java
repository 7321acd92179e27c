package it.sportello.config;

import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.Map;

/// One step by which a queue asks for less while somebody waits.
///
/// @param after since it began to wait
/// @param skills the levels from then on; 0 drops a skill, one that is not named stays
public record RelaxConfig(
    @Range(min = "5 s", max = "90 d") Duration after,
    @Length @Names("skill") @Range(min = "0", max = "5") Map<String, Integer> skills) {}

package it.sportello.config;

import it.sportello.base.OperatorId;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.Optional;

/// Written work in hands about which nothing happens.
///
/// @param after opening time since its operator took it, wrote or noted something
/// @param to whom it waits for then; absent: anybody of its queue
public record UntouchedConfig(
    @Range(min = "5 min", max = "30 d") Duration after,
    @Names("operator") Optional<OperatorId> to) {}

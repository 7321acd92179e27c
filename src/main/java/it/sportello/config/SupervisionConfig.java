package it.sportello.config;

import it.sportello.config.yaml.Default;

/// Supervisors who take part in talks.
///
/// @param announced whether operators see it
public record SupervisionConfig(@Default("true") boolean announced) {}

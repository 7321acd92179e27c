package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;

/// Why an operator is not taking contacts.
///
/// @param productive whether the time counts as work, such as training
public record PauseReasonConfig(
    @Defines("pause reason") String id, Label label, @Default("false") boolean productive) {}

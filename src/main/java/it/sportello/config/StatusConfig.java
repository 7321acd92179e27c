package it.sportello.config;

import it.sportello.config.yaml.Default;

/// The public page that says how far a request is, to whoever has its code.
///
/// @param enabled whether there is one
/// @param rate how often one address may look up a code
public record StatusConfig(
    @Default("true") boolean enabled, @Default("{requests: 30}") RateConfig rate) {}

package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.List;

/// Numbers outside that operators may have dialled.
///
/// @param prefixes what a number must begin with
/// @param ringFor how long it rings
public record OutgoingConfig(
    @Like(value = "\\+[0-9]{1,15}", expected = "+ and 1 to 15 digits") List<String> prefixes,
    @Default("30 s") @Range(min = "5 s", max = "2 min") Duration ringFor) {}

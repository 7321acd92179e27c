package it.sportello.config;

import it.sportello.config.yaml.ByteSize;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;

/// The journal's files.
///
/// @param segmentSize after which a new file begins
public record JournalConfig(
    @Default("64 MiB") @Range(min = "1 MiB", max = "1 GiB") ByteSize segmentSize) {}

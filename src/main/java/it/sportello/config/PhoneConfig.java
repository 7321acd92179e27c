package it.sportello.config;

import it.sportello.config.yaml.Default;
import java.util.List;

/// The telephone.
///
/// @param asterisk the PBX
/// @param numbers which dialled number leads to which queue; others lead to the desk's default
///   queue
public record PhoneConfig(AsteriskConfig asterisk, @Default("[]") List<NumberConfig> numbers) {}

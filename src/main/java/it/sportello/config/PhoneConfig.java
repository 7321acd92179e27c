package it.sportello.config;

import it.sportello.config.yaml.Default;
import java.util.List;
import java.util.Optional;

/// The telephone.
///
/// @param asterisk the PBX
/// @param numbers which dialled number leads to which queue or menu; others lead to the desk's
///   default queue
/// @param menus questions answered by a key, before the queue
/// @param outgoing which numbers outside may be dialled; none if empty
public record PhoneConfig(
    AsteriskConfig asterisk,
    @Default("[]") List<NumberConfig> numbers,
    @Default("[]") List<MenuConfig> menus,
    Optional<OutgoingConfig> outgoing) {}

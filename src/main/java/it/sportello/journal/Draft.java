package it.sportello.journal;

import java.time.Instant;

/// An entry that has not been written yet: all of it but its sequence.
///
/// @param at when it happened, on the clock of the node that decided it; kept to the millisecond
/// @param subject what it is about, for example `contact/01k9...`; at most 200 signs
/// @param type a persistent code such as `contact.arrived`; at most 60 signs
/// @param version of the body's shape, from 1
/// @param facts JSON object: ids, times, figures; never erased
/// @param personal JSON object: names, addresses, texts; may be erased later; empty if there is
///   none
public record Draft(
    Instant at, String subject, String type, int version, String facts, String personal) {}

package it.sportello.simulation;

import java.time.Duration;

/// When an operator is there.
///
/// @param from since midnight
/// @param to since midnight, not included: nothing new is taken then
public record Shift(Duration from, Duration to) {}

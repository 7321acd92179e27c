package it.sportello.web.live;

/// One numbered message for some consoles.
///
/// @param n grows with every message
/// @param json the frame, which carries the same `n`
public record LiveMessage(long n, Audience audience, String json) {}

package it.sportello.web.live;

/// One frame for consoles (docs/contract/console.md, "Live socket").
///
/// @param n its number; greater than that of every message before, also over restarts of the
///   server, because a console that comes back names the last one it saw
/// @param json the whole frame, with its `kind` and this `n` in it
public record LiveMessage(long n, Audience audience, String json) {}

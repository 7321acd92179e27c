package it.sportello.desk;

import java.time.Duration;

/// What the configuration says of talks.
///
/// @param phoneGrace how long a caller stays with an operator whose softphone has gone
public record TalkRules(Duration phoneGrace) {}

package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// How the desk treats contacts and operators.
///
/// @param defaultQueue for a number nobody configured, or a queue that is gone
/// @param reopenWithin how long after closing a customer's message opens the same contact again
/// @param consoleGrace how long an operator whose console is gone keeps their work
/// @param askAgainAfter from when an operator who gave a contact back may be asked about it again
/// @param preferFor how long a contact waits for the operator who knows it
/// @param directFor how long a contact waits for the operator it was given to
/// @param phoneGrace how long a caller stays with an operator whose softphone has gone
/// @param expertsCalendar on whose opening time the terms of competence centers run
/// @param snapshotEvery how often the live state is written down
public record DeskConfig(
    @Names("queue") QueueId defaultQueue,
    @Default("7 d") @Range(min = "0 s", max = "90 d") Duration reopenWithin,
    @Default("30 s") @Range(min = "5 s", max = "10 min") Duration consoleGrace,
    @Default("5 min") @Range(min = "0 s", max = "8 h") Duration askAgainAfter,
    @Default("10 min") @Range(min = "0 s", max = "8 h") Duration preferFor,
    @Default("60 s") @Range(min = "10 s", max = "8 h") Duration directFor,
    @Default("10 s") @Range(min = "1 s", max = "2 min") Duration phoneGrace,
    @Names("calendar") String expertsCalendar,
    @Default("5 s") @Range(min = "1 s", max = "10 min") Duration snapshotEvery) {}

package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import it.sportello.routing.Choice;
import java.time.Duration;
import java.util.Map;

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
/// @param choice whom of several free operators a contact goes to
/// @param preferLiveFor how long somebody who waits in person waits for the operator who knows them
/// @param lastOperatorFor how long the operator of a customer's last contact is the one who knows
///   them; 0 s: nobody is
/// @param pauseAfter how many offers in a row an operator may let pass before a pause is chosen
/// @param weights how much of the written capacity a contact of a channel takes; absent: 1
public record DeskConfig(
    @Names("queue") QueueId defaultQueue,
    @Default("7 d") @Range(min = "0 s", max = "90 d") Duration reopenWithin,
    @Default("30 s") @Range(min = "5 s", max = "10 min") Duration consoleGrace,
    @Default("5 min") @Range(min = "0 s", max = "8 h") Duration askAgainAfter,
    @Default("10 min") @Range(min = "0 s", max = "8 h") Duration preferFor,
    @Default("60 s") @Range(min = "10 s", max = "8 h") Duration directFor,
    @Default("10 s") @Range(min = "1 s", max = "2 min") Duration phoneGrace,
    @Names("calendar") String expertsCalendar,
    @Default("5 s") @Range(min = "1 s", max = "10 min") Duration snapshotEvery,
    @Default("longest-idle") Choice choice,
    @Default("15 s") @Range(min = "0 s", max = "2 min") Duration preferLiveFor,
    @Default("7 d") @Range(min = "0 s", max = "365 d") Duration lastOperatorFor,
    @Default("1") @Range(min = "1", max = "20") int pauseAfter,
    @Default("{}") @Range(min = "1", max = "20") Map<Channel, Integer> weights) {}

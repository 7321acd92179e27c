package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// Contacts that wait while nobody who may take them is logged in.
///
/// @param after how long that lasts before they go on waiting elsewhere
/// @param to the queue where they go on waiting
public record UnstaffedConfig(
    @Range(min = "30 s", max = "8 h") Duration after, @Names("queue") QueueId to) {}

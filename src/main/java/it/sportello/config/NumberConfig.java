package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Names;

/// One number people dial.
///
/// @param did as the trunk delivers it
public record NumberConfig(
    @Defines("number")
        @Like(value = "\\+?[0-9]{2,20}", expected = "digits, with or without a + before them")
        String did,
    @Names("queue") QueueId queue) {}

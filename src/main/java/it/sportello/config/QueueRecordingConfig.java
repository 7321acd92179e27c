package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Range;
import it.sportello.recording.Asking;
import java.time.Duration;

/// How a queue's talks are recorded.
///
/// @param consent whether callers are told, or asked
/// @param prompt a file of `prompts/`, without language and ending
/// @param digit the key that refuses (announced) or consents (asked)
/// @param timeout how long a key may take after the prompt's end
/// @param retention how long a recording is kept
public record QueueRecordingConfig(
    Asking consent,
    @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -") String prompt,
    @Like(value = "[0-9*#]", expected = "one key: 0 to 9, * or #") String digit,
    @Default("3 s") @Range(min = "1 s", max = "30 s") Duration timeout,
    @Range(min = "1 d", max = "3650 d") Duration retention) {}

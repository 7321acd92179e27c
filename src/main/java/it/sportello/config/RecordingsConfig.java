package it.sportello.config;

import it.sportello.config.yaml.ByteSize;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.nio.file.Path;
import java.time.Duration;

/// Recordings of talks. Which queues record is said in `queues.yaml`.
///
/// @param key what they are encrypted with
/// @param spool where Asterisk writes them until they are encrypted
/// @param minFree how much must be free there, or nothing is recorded
/// @param pauseAtMost after which time a paused recording goes on by itself
/// @param operatorsHear whether operators may listen to talks of their own
public record RecordingsConfig(
    @Default("{file: ../data/keys/recordings}") KeyFileConfig key,
    @Default("../data/asterisk/recordings") Path spool,
    @Default("1 GiB") @Range(min = "1 MiB", max = "1024 GiB") ByteSize minFree,
    @Default("3 min") @Range(min = "10 s", max = "30 min") Duration pauseAtMost,
    @Default("false") boolean operatorsHear) {}

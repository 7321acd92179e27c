package it.sportello.recording;

import java.time.Duration;

/// How talks of one queue are recorded.
///
/// @param prompt what callers hear first
/// @param digit the key that refuses ([Asking#ANNOUNCED]) or consents ([Asking#ASKED]): `0` to `9`,
///   `*` or `#`
/// @param timeout how long a key may take after the prompt's end
/// @param retentionDays how long a recording is kept, in days from the talk, from 1
public record QueueRecording(
    Asking asking, String prompt, String digit, Duration timeout, int retentionDays) {}

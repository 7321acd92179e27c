package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.ByteSize;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;

/// The public contact form.
///
/// @param queue where what is sent waits
/// @param maxAttachments files with one request
/// @param maxSize of one request with its files
/// @param rate how often one address may send
public record FormConfig(
    @Names("queue") QueueId queue,
    @Default("5") @Range(min = "0", max = "20") int maxAttachments,
    @Default("20 MiB") @Range(min = "64 KiB", max = "1 GiB") ByteSize maxSize,
    @Default("{}") RateConfig rate) {}

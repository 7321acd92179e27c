package it.sportello.config;

import it.sportello.base.AddressRange;
import it.sportello.base.HostPort;
import it.sportello.config.yaml.ByteSize;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.util.List;
import java.util.Optional;

/// Where a local mail server hands mail over.
///
/// @param lmtp whether LMTP is spoken there, or SMTP
/// @param allowed addresses and networks that may connect
/// @param maxSize of one message
/// @param maxRecipients of one message
/// @param maxConnections at the same time
/// @param tls the key pair for STARTTLS; empty: it is not offered
public record MailDoorConfig(
    HostPort listen,
    @Default("true") boolean lmtp,
    @Default("[127.0.0.1, \"::1\"]") List<AddressRange> allowed,
    @Default("60 MiB") @Range(min = "64 KiB", max = "1 GiB") ByteSize maxSize,
    @Default("100") @Range(min = "1", max = "1000") int maxRecipients,
    @Default("50") @Range(min = "1", max = "1000") int maxConnections,
    Optional<KeyPairConfig> tls) {}

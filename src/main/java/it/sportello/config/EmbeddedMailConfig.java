package it.sportello.config;

import it.sportello.base.HostPort;
import it.sportello.config.yaml.Default;

/// The mail server inside this process. It keeps nothing after a stop; for trying things out only.
///
/// @param smtp where it takes messages
/// @param imap where its mailboxes are read
public record EmbeddedMailConfig(
    @Default("false") boolean enabled,
    @Default("127.0.0.1:3025") HostPort smtp,
    @Default("127.0.0.1:3143") HostPort imap) {}

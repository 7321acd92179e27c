package it.sportello.config;

import it.sportello.config.yaml.Default;
import java.util.List;

/// Mail in and out.
///
/// @param embedded the mail server inside this process, for trying things out
/// @param mailboxes the accounts that are read and sent from
public record MailConfig(
    @Default("{}") EmbeddedMailConfig embedded, @Default("[]") List<MailboxConfig> mailboxes) {}

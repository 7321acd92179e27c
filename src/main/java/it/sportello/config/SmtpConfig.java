package it.sportello.config;

import it.sportello.base.Secret;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.util.Optional;

/// How a mailbox sends.
///
/// @param password empty exactly if the mailbox logs in by `oauth`
public record SmtpConfig(
    String host,
    @Default("465") @Range(min = "1", max = "65535") int port,
    @Default("tls") MailTls tls,
    String user,
    Optional<Secret> password) {}

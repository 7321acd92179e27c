package it.sportello.config;

import it.sportello.base.Secret;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;

/// How a mailbox sends.
public record SmtpConfig(
    String host,
    @Default("465") @Range(min = "1", max = "65535") int port,
    @Default("tls") MailTls tls,
    String user,
    Secret password) {}

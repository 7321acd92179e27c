package it.sportello.config;

import it.sportello.base.Secret;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a mailbox is read.
///
/// @param password empty exactly if the mailbox logs in by `oauth`
/// @param folders whose messages become contacts
/// @param poll how often to look where the server cannot say that something came
public record ImapConfig(
    String host,
    @Default("993") @Range(min = "1", max = "65535") int port,
    @Default("tls") MailTls tls,
    String user,
    Optional<Secret> password,
    @Default("[INBOX]") @Length List<String> folders,
    @Default("60 s") @Range(min = "5 s", max = "1 h") Duration poll) {}

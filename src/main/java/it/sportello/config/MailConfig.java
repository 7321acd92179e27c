package it.sportello.config;

import it.sportello.config.yaml.Default;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// Mail in and out.
///
/// @param embedded the mail server inside this process, for trying things out
/// @param intake where a local mail server hands mail over; empty: nowhere
/// @param reconcileAt when every mailbox is compared with the journal, on the center's clock
/// @param pec how certified mail is treated
/// @param attachments bounds of the files that operators send
/// @param mailboxes the accounts that are read and sent from
public record MailConfig(
    @Default("{}") EmbeddedMailConfig embedded,
    Optional<MailDoorConfig> intake,
    @Default("03:30") LocalTime reconcileAt,
    @Default("{}") PecConfig pec,
    @Default("{}") AttachmentsConfig attachments,
    @Default("[]") List<MailboxConfig> mailboxes) {}

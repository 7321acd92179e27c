package it.sportello.mail.pec;

import it.sportello.mail.Pec.Recipient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The content of `daticert.xml` (RFC 6109 §4.4); text members are empty where nothing is said.
///
/// @param type the root's `tipo`
/// @param time with the provider's zone; empty if it cannot be read
record Daticert(
    String type,
    String error,
    String sender,
    List<Recipient> recipients,
    String replyTo,
    String subject,
    String provider,
    Optional<OffsetDateTime> time,
    String identificativo,
    String msgid,
    String receipt,
    String delivery,
    String errorDetail) {}

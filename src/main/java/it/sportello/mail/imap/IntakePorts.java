package it.sportello.mail.imap;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.journal.RawStore;
import it.sportello.mail.MailSink;
import it.sportello.mail.mime.MimeReader;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What every intake works with; one for all mailboxes.
///
/// @param sink where messages go
/// @param raw where their bytes go first
/// @param random spreads retries, so that mailboxes of one server do not come back together
public record IntakePorts(
    MailSink sink,
    RawStore raw,
    MimeReader reader,
    MeterRegistry meters,
    InstantSource clock,
    RandomGenerator random) {}

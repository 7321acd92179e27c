package it.sportello.web.api;

import it.sportello.base.Sha256;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.journal.RawStore;
import it.sportello.mail.Evidence;
import it.sportello.web.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Everything that proves what was written in one contact, as one ZIP: messages, envelopes and
/// receipts byte by byte, a manifest with the hash of each, what was said and when, and a list that
/// `sha256sum -c` reads.
///
/// Used once, by one thread. Entries are written one after the other: nothing is held in memory.
final class EvidenceZip {
  /// @param what `message`, `envelope`, `receipt` or `ordinary`
  /// @param missing whether its bytes are no longer in the store: then it is only named
  private record FileLine(
      String name,
      String what,
      int message,
      String sha256,
      long sizeBytes,
      boolean missing,
      Optional<Said> said) {}

  /// What a provider said.
  private record Said(
      String kind,
      String type,
      Instant at,
      String zone,
      String recipient,
      String error,
      String detail,
      String providerId,
      String clientId,
      String ownId,
      String signature,
      String reason,
      String signer,
      List<String> chain) {}

  /// One moment, by the clock of whoever states it.
  ///
  /// @param by `provider` or `sportello`
  private record Moment(Instant at, String by, int message, String what, String recipient) {}

  private record State(
      int message, String messageId, String recipient, String state, Instant at, String detail) {}

  private record Manifest(
      int version,
      String contact,
      String code,
      String channel,
      String mailbox,
      String customer,
      String subject,
      Instant made,
      List<FileLine> files,
      List<Moment> timeline,
      List<State> recipients) {}

  private final ContactHistory contact;
  private final RawStore raw;
  private final List<FileLine> files = new ArrayList<>();
  private final StringBuilder sums = new StringBuilder();

  EvidenceZip(ContactHistory contact, RawStore raw) {
    this.contact = contact;
    this.raw = raw;
  }

  /// Writes all of it.
  ///
  /// @throws IOException if the bytes cannot be read or written
  void write(OutputStream out, Instant now) throws IOException {
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Message message : contact.messages()) {
        add(message, zip);
      }
      text("manifest.json", Json.writeText(manifest(now)), zip);
      text("README.txt", readme(), zip);
      zip.putNextEntry(new ZipEntry("SHA256SUMS"));
      zip.write(sums.toString().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private void add(Message message, ZipOutputStream zip) throws IOException {
    String start =
        String.format(Locale.ROOT, "%03d-%s", message.n(), message.incoming() ? "in" : "out");
    if (message.raw().isPresent()) {
      Optional<Evidence> own =
          message.evidence().stream().filter(e -> message.raw().get().equals(e.raw())).findFirst();
      String what = own.map(e -> word(e.kind())).orElse("message");
      file(start + ".eml", what, message.n(), message.raw().get(), own, zip);
    }
    int place = 0;
    for (Evidence e : message.evidence()) {
      if (message.raw().filter(e.raw()::equals).isEmpty()) {
        String name = String.format(Locale.ROOT, "%s-%02d-%s.eml", start, ++place, e.type());
        file(name, word(e.kind()), message.n(), e.raw(), Optional.of(e), zip);
      }
    }
  }

  private static String word(Evidence.Kind kind) {
    return switch (kind) {
      case ENVELOPE -> "envelope";
      case ORDINARY -> "ordinary";
      case NOT_INTERPRETED -> "not-interpreted";
      case ACCEPTED, NOT_ACCEPTED, RELAYED, DELIVERED, LATE, EXPIRED, OVERDUE, FAILED, VIRUS ->
          "receipt";
    };
  }

  private void file(
      String name, String what, int n, Sha256 bytes, Optional<Evidence> said, ZipOutputStream zip)
      throws IOException {
    Optional<InputStream> stored = raw.open(bytes);
    if (stored.isEmpty()) {
      files.add(new FileLine(name, what, n, bytes.hex(), 0, true, said.map(EvidenceZip::said)));
      return;
    }
    try (InputStream in = stored.get()) {
      var digest = Sha256.digest();
      zip.putNextEntry(new ZipEntry(name));
      long size = in.transferTo(new DigestOutputStream(zip, digest));
      zip.closeEntry();
      String hash = sum(name, digest);
      files.add(new FileLine(name, what, n, hash, size, false, said.map(EvidenceZip::said)));
    }
  }

  private void text(String name, String text, ZipOutputStream zip) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var digest = Sha256.digest();
    digest.update(bytes);
    sum(name, digest);
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /// @return the hash, as it was put on the list
  private String sum(String name, MessageDigest digest) {
    String hash = Sha256.ofHash(digest.digest()).hex();
    sums.append(hash).append("  ").append(name).append('\n');
    return hash;
  }

  private Manifest manifest(Instant now) {
    return new Manifest(
        1,
        contact.id().value(),
        contact.code(),
        contact.channel().code(),
        contact.via(),
        contact.address(),
        contact.subject(),
        now,
        files,
        timeline(),
        contact.messages().stream()
            .flatMap(
                m ->
                    m.recipients().stream()
                        .map(
                            r ->
                                new State(
                                    m.n(),
                                    m.messageId(),
                                    r.address(),
                                    r.state(),
                                    r.at(),
                                    r.detail())))
            .toList());
  }

  private List<Moment> timeline() {
    var moments = new ArrayList<Moment>();
    for (Message m : contact.messages()) {
      moments.add(new Moment(m.at(), "sportello", m.n(), m.incoming() ? "taken" : "written", ""));
      m.evidence()
          .forEach(
              e ->
                  moments.add(
                      new Moment(e.at(), "provider", m.n(), e.kind().code(), e.recipient())));
    }
    moments.sort(Comparator.comparing(Moment::at).thenComparingInt(Moment::message));
    return moments;
  }

  private static Said said(Evidence e) {
    return new Said(
        e.kind().code(),
        e.type(),
        e.at(),
        e.zone(),
        e.recipient(),
        e.error(),
        e.detail(),
        e.certifiedId(),
        e.clientId(),
        e.ownId(),
        e.verdict(),
        e.reason(),
        e.signer(),
        e.chain());
  }

  private static String readme() {
    return """
    I file .eml sono i messaggi, le buste e le ricevute, byte per byte, come sono stati
    ricevuti o inviati. manifest.json ne elenca hash, date, ricevute e firme.
    The .eml files are the messages, envelopes and receipts, byte by byte, as they were
    received or sent. manifest.json has their hashes, times, receipts and signatures.

    Integrità / Integrity:
      sha256sum -c SHA256SUMS
    Firma del gestore / The provider's signature (authorities in ca.pem):
      openssl smime -verify -in FILE.eml -CAfile ca.pem -partial_chain -purpose any -no_check_time -out /dev/null
      openssl cms -verify -in FILE.eml -CAfile ca.pem -partial_chain -purpose any -no_check_time -out /dev/null
    """;
  }
}

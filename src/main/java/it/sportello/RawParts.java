package it.sportello;

import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.edge.AttachmentBytes;
import it.sportello.journal.RawStore;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.mime.HtmlCleaner;
import it.sportello.mail.mime.MimeReader;
import it.sportello.web.api.MessageParts;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// Reads parts of raw messages for the console, each time from the bytes as they came.
final class RawParts implements MessageParts, AttachmentBytes {
  /// The largest attachment that is taken out of its message, bytes.
  private static final int MAX_ATTACHMENT = 64 * 1024 * 1024;

  private final RawStore raw;
  private final MimeReader reader;

  RawParts(RawStore raw, MimeReader reader) {
    this.raw = raw;
    this.reader = reader;
  }

  /// What can be made of a message now.
  ///
  /// @throws IOException if its bytes cannot be had
  Content read(Sha256 name) throws IOException {
    try (InputStream in =
        raw.open(name).orElseThrow(() -> new IOException("raw message " + name + " has gone"))) {
      return reader.read(in, name);
    }
  }

  @Override
  public Optional<String> safeHtml(Sha256 name, IntFunction<Optional<String>> imageOf)
      throws IOException {
    Optional<String> html = html(name);
    if (html.isEmpty()) {
      return html;
    }
    Map<String, Integer> places =
        html.get().toLowerCase(Locale.ROOT).contains("cid:") ? inlineParts(name) : Map.of();
    return Optional.of(
        HtmlCleaner.clean(
                html.get(), cid -> Optional.ofNullable(places.get(cid)).flatMap(imageOf::apply))
            .html());
  }

  private Optional<String> html(Sha256 name) throws IOException {
    Optional<InputStream> bytes = raw.open(name);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = bytes.get()) {
      return reader.read(in, name) instanceof Understood understood
          ? understood.mail().html()
          : Optional.empty();
    }
  }

  private Map<String, Integer> inlineParts(Sha256 name) throws IOException {
    try (InputStream in =
        raw.open(name).orElseThrow(() -> new IOException("raw message " + name + " has gone"))) {
      return reader.inlineParts(in);
    }
  }

  /// The files of a message are held in memory as they travelled, as long as what is returned is.
  @Override
  public Map<Integer, Source> of(Optional<Sha256> message, List<Attachment> attachments)
      throws IOException {
    List<MimeReader.Decoded> inside =
        message.isPresent() && attachments.stream().anyMatch(a -> a.raw().isEmpty())
            ? decoded(message.get())
            : List.of();
    var sources = new HashMap<Integer, Source>();
    for (Attachment a : attachments) {
      if (a.raw().isPresent()) {
        Sha256 name = a.raw().get();
        if (raw.size(name).isPresent()) {
          sources.put(a.part(), () -> opened(name));
        }
      } else if (a.part() >= 0 && a.part() < inside.size()) {
        sources.put(a.part(), inside.get(a.part())::open);
      }
    }
    return sources;
  }

  private List<MimeReader.Decoded> decoded(Sha256 message) throws IOException {
    try (InputStream in = opened(message)) {
      return reader.attachments(in);
    }
  }

  private InputStream opened(Sha256 name) throws IOException {
    return raw.open(name).orElseThrow(() -> new IOException("raw bytes " + name + " have gone"));
  }

  @Override
  public Optional<byte[]> attachment(Sha256 name, int part) throws IOException {
    Optional<InputStream> bytes = raw.open(name);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = bytes.get()) {
      Optional<InputStream> attachment = reader.attachment(in, part);
      if (attachment.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream content = attachment.get()) {
        return Optional.of(content.readNBytes(MAX_ATTACHMENT));
      }
    }
  }
}

package it.sportello.mail.mime;

import it.sportello.base.Sha256;
import it.sportello.mail.ParsedMail.Attachment;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.Signature;
import it.sportello.mail.pec.OpaqueContent;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Looks at every part of one message once, in order, and sorts body from attachments.
///
/// Every part that is not body text is an attachment, whatever its disposition: some senders mark
/// everything `inline`. Attached messages are not opened. What is packed inside an attachment
/// (`winmail.dat`, a signature that encloses a file) follows it. Used once, by one thread.
final class PartWalk {
  private final ReaderLimits limits;
  private final Unpacking unpacking;
  private final BodyText body = new BodyText();
  private final List<Part> parts = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final Map<String, Integer> contentIds = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<Reason> problems = new ArrayList<>();
  private final BodyText packedBody = new BodyText();
  private Optional<Signature> signature = Optional.empty();
  private Optional<RawEntity> enclosed = Optional.empty();
  private String inside = "";
  private int seen;
  private int textLeft;
  private long unpackedLeft;

  PartWalk(ReaderLimits limits, Unpacking unpacking) {
    this.limits = limits;
    this.unpacking = unpacking;
    unpackedLeft = limits.maxBytes();
    textLeft = limits.maxTextBytes();
  }

  void walk(Part root) throws InterruptedException {
    visit(root, 0, body);
    if (body.isBlank()) {
      body.alternatives(List.of(packedBody));
    }
    if (seen > limits.maxParts()) {
      problems.add(Reason.of(Code.MANY_PARTS, limits.maxParts()));
    }
  }

  BodyText body() {
    return body;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /// The part of each attachment, at the same place.
  List<Part> parts() {
    return parts;
  }

  /// The SHA-256 of each attachment, decoded, at the same place.
  List<Sha256> hashes() {
    return parts.stream().map(this::hash).toList();
  }

  private Sha256 hash(Part part) {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = part.decoded()) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      problems.add(Reason.of(Code.DAMAGED, part.name().orElse(part.type()), e.getMessage()));
    }
    return Sha256.ofHash(digest.digest());
  }

  /// The place of each attachment that has a `Content-ID`.
  Map<String, Integer> contentIds() {
    return contentIds;
  }

  /// Of the message itself, if it is one that encloses what it signs.
  Optional<Signature> signature() {
    return signature;
  }

  /// What the message encloses, if it is one that encloses what it signs.
  Optional<RawEntity> enclosed() {
    return enclosed;
  }

  List<Reason> problems() {
    return problems;
  }

  private void visit(Part part, int depth, BodyText into) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("time is up");
    }
    if (++seen > limits.maxParts()) {
      return;
    }
    if (part.isMultipart() && depth < limits.maxDepth()) {
      multipart(part, depth, into);
    } else if (Unpacking.isOpaque(part)) {
      opaque(part, depth, into);
    } else if (Unpacking.isTnef(part)) {
      tnef(part);
    } else if (isBody(part, depth)) {
      text(part, into);
    } else {
      attach(part);
      insteadOfText(part);
    }
  }

  /// Shown if there is no other text: an invitation, or the rich text of old programs.
  private void insteadOfText(Part part) {
    Function<String, String> reading =
        switch (part.type()) {
          case "text/calendar" -> CalendarText::of;
          case "text/enriched", "text/richtext" -> EnrichedText::of;
          default -> _ -> "";
        };
    if (part.type().startsWith("text/") && !part.isAttachment()) {
      byte[] bytes = head(part, limits.maxTextBytes());
      String text = TextDecoder.decode(bytes, part.parameter("charset").orElse("")).text();
      packedBody.plain(reading.apply(text));
    }
  }

  /// A message that is a single text may have a name, as long as it can be read.
  private static boolean isBody(Part part, int depth) {
    return part.isText()
        && !part.isAttachment()
        && (part.name().isEmpty() || (depth == 0 && part.isReadable()));
  }

  private void multipart(Part part, int depth, BodyText into) throws InterruptedException {
    List<Part> children = children(part);
    if (children.isEmpty()) {
      text(part, into);
      return;
    }
    if (!part.type().equals("multipart/alternative")) {
      for (Part child : children) {
        visit(child, depth + 1, into);
      }
      return;
    }
    var same = new ArrayList<BodyText>();
    for (Part child : children) {
      var one = new BodyText();
      visit(child, depth + 1, one);
      same.add(one);
    }
    into.alternatives(same);
  }

  private List<Part> children(Part part) {
    try {
      List<Part> children = part.children(limits.maxParts());
      if (children.isEmpty()) {
        problems.add(Reason.of(Code.NO_PARTS, part.type()));
      }
      return children;
    } catch (MessagingException e) {
      problems.add(Reason.of(Code.NOT_CUT, part.type(), e.getMessage()));
      return List.of();
    }
  }

  private void text(Part part, BodyText into) {
    byte[] bytes = textBytes(part);
    textLeft -= bytes.length;
    if (part.type().equals("text/plain")) {
      var files = InlineFiles.of(bytes);
      bytes = files.text();
      attachAll(files.files(), "text");
    }
    var decoded = TextDecoder.decode(bytes, charset(part, bytes));
    decoded.problem().ifPresent(problems::add);
    String text = decoded.text().replace("\r\n", "\n").replace('\r', '\n');
    if (part.type().equals("text/html")) {
      into.html(text);
    } else {
      into.plain(text);
    }
  }

  /// What the part says of itself; if it says nothing, what its HTML says.
  private static String charset(Part part, byte[] bytes) {
    String declared = part.parameter("charset").orElse("");
    return declared.isBlank() && part.type().equals("text/html")
        ? HtmlText.charset(bytes)
        : declared;
  }

  private byte[] textBytes(Part part) {
    HeadBytes read = read(part, textLeft);
    if (read.total() > textLeft) {
      problems.add(Reason.of(Code.TEXT_CUT, read.total()));
    }
    return read.toByteArray();
  }

  /// Returns the first decoded bytes of a part, at most so many.
  byte[] head(Part part, int most) {
    return read(part, most).toByteArray();
  }

  private HeadBytes read(Part part, int most) {
    var head = new HeadBytes(most);
    try (InputStream in = part.decoded()) {
      in.transferTo(head);
    } catch (IOException e) {
      problems.add(Reason.of(Code.DAMAGED, part.name().orElse(part.type()), e.getMessage()));
    }
    return head;
  }

  private String attach(Part part) {
    return attach(part, part.name().orElse(""), inside);
  }

  /// Returns the name it got.
  private String attach(Part part, String sendersName, String inside) {
    int place = parts.size();
    String safe = FileNames.safe(sendersName);
    String named = safe.isEmpty() ? FileNames.invented(place, part.type()) : safe;
    String name = FileNames.unused(named, names);
    parts.add(part);
    attachments.add(new Attachment(place, name, part.type(), read(part, 0).total(), inside));
    part.contentId().ifPresent(id -> contentIds.putIfAbsent(id, place));
    return name;
  }

  private void attachAll(List<Unpacked> files, String inside) {
    for (Unpacked file : files) {
      unpackedLeft -= file.bytes().length;
      if (unpackedLeft < 0 || attachments.size() >= limits.maxParts()) {
        problems.add(Reason.of(Code.MUCH_PACKED, inside));
        return;
      }
      attach(Part.ofBytes(file.type(), file.bytes()), file.name(), inside);
    }
  }

  private void tnef(Part part) {
    String name = attach(part);
    Optional<Tnef> opened = Tnef.open(head(part, (int) limits.maxBytes()));
    if (opened.isEmpty()) {
      problems.add(Reason.of(Code.NOT_UNPACKED, name));
      return;
    }
    packedBody.plain(opened.get().text());
    packedBody.html(opened.get().html());
    attachAll(opened.get().files(), name);
  }

  /// The signed content is shown; the signature stays beside it, as it came.
  private void opaque(Part part, int depth, BodyText into) throws InterruptedException {
    String name = attach(part);
    Optional<OpaqueContent> opened = unpacking.opaque(head(part, (int) limits.maxBytes()));
    if (opened.isEmpty()) {
      problems.add(Reason.of(Code.NOT_OPENED, name));
      return;
    }
    Signature found = opened.get().signature();
    byte[] content = opened.get().content();
    unpackedLeft -= content.length;
    if (unpackedLeft < 0 || depth >= limits.maxDepth()) {
      problems.add(Reason.of(Code.MUCH_INSIDE, name));
    } else if (Unpacking.isSignedFile(part)) {
      String stem = name.replaceFirst("(?i)\\.p7m( \\(\\d+\\))?$", "");
      attachAll(List.of(new Unpacked(stem, content)), name);
      problems.add(signedFile(name, found));
    } else {
      RawEntity inner = RawEntity.of(content);
      if (signature.isEmpty()) {
        signature = Optional.of(found);
        enclosed = Optional.of(inner);
      }
      visitInside(inner, name, depth, into);
    }
  }

  private static Reason signedFile(String name, Signature found) {
    Code code =
        switch (found.verdict()) {
          case VALID -> Code.FILE_VALID;
          case INVALID -> Code.FILE_INVALID;
          case UNTRUSTED -> Code.FILE_UNTRUSTED;
          case UNSIGNED, ERROR -> Code.FILE_ERROR;
        };
    return Reason.of(code, name, found.signer());
  }

  private void visitInside(RawEntity content, String name, int depth, BodyText into)
      throws InterruptedException {
    String outer = inside;
    inside = name;
    try {
      visit(Part.of(content), depth + 1, into);
    } catch (MessagingException e) {
      problems.add(Reason.of(Code.INSIDE_UNREADABLE, name, e.getMessage()));
    } finally {
      inside = outer;
    }
  }
}

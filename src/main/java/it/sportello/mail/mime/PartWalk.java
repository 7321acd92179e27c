package it.sportello.mail.mime;

import it.sportello.mail.ParsedMail.Attachment;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at every part of one message once, in order, and sorts body from attachments.
///
/// Every part that is not body text is an attachment, whatever its disposition: some senders mark
/// everything `inline`. Attached messages are not opened. Used once, by one thread.
final class PartWalk {
  private final ReaderLimits limits;
  private final BodyText body = new BodyText();
  private final List<Part> parts = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final Map<String, Integer> contentIds = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private int seen;
  private int textLeft;

  PartWalk(ReaderLimits limits) {
    this.limits = limits;
    textLeft = limits.maxTextBytes();
  }

  void walk(Part root) throws InterruptedException {
    visit(root, 0, body);
    if (seen > limits.maxParts()) {
      problems.add("more than " + limits.maxParts() + " parts; the rest is in the original only");
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

  /// The place of each attachment that has a `Content-ID`.
  Map<String, Integer> contentIds() {
    return contentIds;
  }

  List<String> problems() {
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
    } else if (part.isText() && !part.isAttachment() && (depth == 0 || part.name().isEmpty())) {
      text(part, into);
    } else {
      attach(part);
    }
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
        problems.add(part.type() + " without parts, shown as text");
      }
      return children;
    } catch (MessagingException e) {
      problems.add(part.type() + " cannot be cut into parts: " + e.getMessage());
      return List.of();
    }
  }

  private void text(Part part, BodyText into) {
    byte[] bytes = textBytes(part);
    textLeft -= bytes.length;
    var decoded = TextDecoder.decode(bytes, part.parameter("charset").orElse(""));
    decoded.problem().ifPresent(problems::add);
    String text = decoded.text().replace("\r\n", "\n").replace('\r', '\n');
    if (part.type().equals("text/html")) {
      into.html(text);
    } else {
      into.plain(text);
    }
  }

  private byte[] textBytes(Part part) {
    HeadBytes read = read(part, textLeft);
    if (read.total() > textLeft) {
      problems.add("text of " + read.total() + " bytes was cut; the rest is in the original only");
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
    } catch (IOException | MessagingException e) {
      problems.add(part.name().orElse(part.type()) + " is damaged: " + e.getMessage());
    }
    return head;
  }

  private void attach(Part part) {
    int place = parts.size();
    String safe = FileNames.safe(part.name().orElse(""));
    String name = safe.isEmpty() ? FileNames.invented(place, part.type()) : safe;
    parts.add(part);
    attachments.add(
        new Attachment(place, FileNames.unused(name, names), part.type(), read(part, 0).total()));
    try {
      part.contentId().ifPresent(id -> contentIds.putIfAbsent(id, place));
    } catch (MessagingException e) {
      problems.add("Content-ID of " + name + ": " + e.getMessage());
    }
  }
}

package it.sportello.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One part of a message, or the whole of it: its bytes, and our reading of its header.
final class Part {
  /// RFC 2045 §6.1, and the names in use before it.
  private static final Set<String> ENCODINGS =
      Set.of(
          "",
          "7bit",
          "8bit",
          "binary",
          "base64",
          "quoted-printable",
          "uuencode",
          "x-uuencode",
          "x-uue");

  private final RawEntity entity;
  private final InternetHeaders headers;
  private final String type;
  private final HeaderParameters contentType;
  private final HeaderParameters disposition;

  private Part(RawEntity entity, InternetHeaders headers, String defaultType) {
    this.entity = entity;
    this.headers = headers;
    contentType = HeaderParameters.parse(field("Content-Type").orElse(""));
    disposition = HeaderParameters.parse(field("Content-Disposition").orElse(""));
    type = type(contentType.value(), defaultType);
  }

  static Part of(RawEntity entity) throws MessagingException {
    return new Part(entity, entity.headers(), "text/plain");
  }

  /// A part made of bytes that lay inside another one.
  static Part ofBytes(String type, byte[] bytes) {
    var headers = new InternetHeaders();
    headers.setHeader("Content-Type", type);
    return new Part(RawEntity.body(bytes, 0, bytes.length), headers, "application/octet-stream");
  }

  /// The media type in lower case, without parameters; never malformed.
  String type() {
    return type;
  }

  boolean isMultipart() {
    return type.startsWith("multipart/");
  }

  boolean isText() {
    return type.equals("text/plain") || type.equals("text/html");
  }

  boolean isAttachment() {
    return disposition.value().equals("attachment");
  }

  Optional<String> parameter(String name) {
    return contentType.get(name);
  }

  /// The name the sender gave it, decoded but not yet safe.
  Optional<String> name() {
    return disposition
        .get("filename")
        .or(() -> contentType.get("name"))
        .filter(name -> !name.isBlank());
  }

  /// Its header.
  Header header() {
    return new Header(headers);
  }

  /// Whether its header has such a field.
  boolean has(String field) {
    return field(field).isPresent();
  }

  /// The `Content-ID` without angle brackets.
  Optional<String> contentId() {
    return field("Content-ID").map(id -> id.strip().replaceAll("^<|>$", ""));
  }

  /// Whether it lies in another entity, as it travelled.
  boolean isWithin(RawEntity other) {
    return entity.isWithin(other);
  }

  /// The bytes as they travelled.
  InputStream raw() {
    return entity.content();
  }

  /// The bytes as they were meant; as they travelled, if their encoding is not known.
  InputStream decoded() {
    String encoding = encoding();
    return encoding.isEmpty() || isMultipart() ? raw() : decode(encoding);
  }

  private InputStream decode(String encoding) {
    try {
      return MimeUtility.decode(raw(), encoding);
    } catch (MessagingException _) {
      return raw();
    }
  }

  /// Whether its bytes can be decoded.
  boolean isReadable() {
    return ENCODINGS.contains(encoding());
  }

  private String encoding() {
    String field = field("Content-Transfer-Encoding").orElse("");
    return field.strip().toLowerCase(Locale.ROOT).replaceFirst("^[\"']?([^\\s;\"']*).*$", "$1");
  }

  /// The first parts of a multipart; none if its body cannot be cut.
  ///
  /// @param most how many to look for
  List<Part> children(int most) throws MessagingException {
    List<RawEntity> cut = cut(entity, most);
    if (cut.isEmpty() && encoding().matches("base64|quoted-printable")) {
      // not allowed (RFC 2045 §6.4), and done
      cut = cut(unwrapped(), most);
    }
    String inner = type.equals("multipart/digest") ? "message/rfc822" : "text/plain";
    var children = new ArrayList<Part>(cut.size());
    for (RawEntity child : cut) {
      children.add(new Part(child, child.headers(), inner));
    }
    return children;
  }

  private List<RawEntity> cut(RawEntity of, int most) {
    return new PartCut(of, most).leniently(contentType.exact("boundary"));
  }

  private RawEntity unwrapped() {
    try (InputStream in = decode(encoding())) {
      byte[] body = in.readAllBytes();
      return RawEntity.body(body, 0, body.length);
    } catch (IOException _) {
      return RawEntity.body(new byte[0], 0, 0);
    }
  }

  private Optional<String> field(String name) {
    String[] values = headers.getHeader(name);
    return values == null || values.length == 0 ? Optional.empty() : Optional.of(values[0]);
  }

  private static String type(String declared, String defaultType) {
    if (declared.isEmpty()) {
      return defaultType;
    }
    if (declared.equals("text") || declared.equals("text/")) {
      return "text/plain";
    }
    boolean sound = declared.matches("[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}");
    return sound ? declared : "application/octet-stream";
  }
}

package it.sportello.mail.mime;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One part of a message: Jakarta Mail's cut of the bytes, our reading of its header.
final class Part {
  private final MimePart part;
  private final String type;
  private final HeaderParameters contentType;
  private final HeaderParameters disposition;

  private Part(MimePart part, String defaultType) throws MessagingException {
    this.part = part;
    contentType = HeaderParameters.parse(field(part, "Content-Type").orElse(""));
    disposition = HeaderParameters.parse(field(part, "Content-Disposition").orElse(""));
    type = type(contentType.value(), defaultType);
  }

  static Part of(MimePart part) throws MessagingException {
    return new Part(part, "text/plain");
  }

  /// A part made of bytes that lay inside another one.
  static Part ofBytes(String type, byte[] bytes) throws MessagingException {
    var headers = new InternetHeaders();
    headers.setHeader("Content-Type", type);
    return new Part(new MimeBodyPart(headers, bytes), "application/octet-stream");
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

  /// Whether its header has such a field.
  boolean has(String field) {
    try {
      return field(part, field).isPresent();
    } catch (MessagingException _) {
      return false;
    }
  }

  /// The `Content-ID` without angle brackets.
  Optional<String> contentId() throws MessagingException {
    return field(part, "Content-ID").map(id -> id.strip().replaceAll("^<|>$", ""));
  }

  /// The bytes as they travelled.
  InputStream raw() throws MessagingException {
    return switch (part) {
      case MimeMessage message -> message.getRawInputStream();
      case MimeBodyPart body -> body.getRawInputStream();
      default -> throw new MessagingException("no raw bytes in a " + part.getClass());
    };
  }

  /// The bytes as they were meant; as they travelled, if their encoding is not known.
  InputStream decoded() throws MessagingException {
    String encoding = encoding();
    if (encoding.isEmpty() || isMultipart()) {
      return raw();
    }
    try {
      return MimeUtility.decode(raw(), encoding);
    } catch (MessagingException _) {
      return raw();
    }
  }

  private String encoding() throws MessagingException {
    String field = field(part, "Content-Transfer-Encoding").orElse("");
    return field.strip().toLowerCase(Locale.ROOT).replaceFirst("^[\"']?([^\\s;\"']*).*$", "$1");
  }

  /// The first parts of a multipart; none if its body cannot be cut.
  ///
  /// @param most how many to look for
  List<Part> children(int most) throws MessagingException {
    String inner = type.equals("multipart/digest") ? "message/rfc822" : "text/plain";
    var children = new ArrayList<Part>();
    for (MimeBodyPart child : new FirstParts(new Body(this), most).cut()) {
      children.add(new Part(child, inner));
    }
    return children;
  }

  private static Optional<String> field(MimePart part, String name) throws MessagingException {
    String[] values = part.getHeader(name);
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

  /// Cuts a body no further than is asked for: ten thousand parts are no honest message.
  private static final class FirstParts extends MimeMultipart {
    private final List<MimeBodyPart> first = new ArrayList<>();
    private final int most;

    FirstParts(DataSource body, int most) throws MessagingException {
      super(body);
      this.most = most;
    }

    List<MimeBodyPart> cut() throws MessagingException {
      try {
        parse();
      } catch (MessagingException e) {
        if (first.size() < most) {
          throw e;
        }
      }
      return first;
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InputStream in) throws MessagingException {
      return keep(super.createMimeBodyPart(in));
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InternetHeaders headers, byte[] content)
        throws MessagingException {
      return keep(super.createMimeBodyPart(headers, content));
    }

    private MimeBodyPart keep(MimeBodyPart part) throws MessagingException {
      if (first.size() == most) {
        throw new MessagingException("more than " + most + " parts");
      }
      first.add(part);
      return part;
    }
  }

  /// Hands a part's body to Jakarta Mail with a type it can read.
  private record Body(Part part) implements DataSource {
    @Override
    public InputStream getInputStream() throws IOException {
      try {
        return part.raw();
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("read only");
    }

    @Override
    public String getContentType() {
      String boundary = part.parameter("boundary").orElse("");
      return boundary.isBlank()
          ? part.type
          : part.type + "; boundary=\"" + boundary.replaceAll("([\\\\\"])", "\\\\$1") + "\"";
    }

    @Override
    public String getName() {
      return "";
    }
  }
}

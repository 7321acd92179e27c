package it.sportello.mail.mime;

import it.sportello.mail.Attached;
import it.sportello.mail.MediaTypes;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Writes a file as a part of a message, with a name that every program reads.
///
/// A name beyond ASCII stands there twice: as RFC 2231 wants it in `Content-Disposition`, cut into
/// pieces where it is long, and as encoded words (RFC 2047) in `Content-Type`, which old programs
/// read although no standard says so. A whole message stays one (`message/rfc822`) where its bytes
/// may go as they are; otherwise it is a file like any other, because it must not be encoded (RFC
/// 2046 §5.2.1).
final class AttachedPart {
  /// RFC 5322 §2.1.1, without the line break.
  private static final int MAX_LINE = 998;

  /// Percent-encoded signs in one piece of a name, so that lines stay below 78.
  private static final int PIECE = 54;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._ +@(),=-]{1,60}");

  private AttachedPart() {}

  /// @throws IOException if a message's bytes cannot be looked at
  static MimeBodyPart of(Attached file) throws MessagingException, IOException {
    String name = FileNames.safe(file.name());
    boolean asIs = file.type().equals(MediaTypes.MESSAGE) && mayGoAsItIs(file);
    boolean hidden = file.type().equals(MediaTypes.MESSAGE) && !asIs;
    String type = hidden ? MediaTypes.UNKNOWN : file.type();
    var part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new Source(file, type)));
    part.setHeader("Content-Type", type + ";\r\n name=\"" + forOldPrograms(name) + "\"");
    part.setHeader("Content-Disposition", "attachment;\r\n " + fileName(name));
    part.setHeader("Content-Transfer-Encoding", asIs ? "7bit" : "base64");
    return part;
  }

  private static String forOldPrograms(String name) {
    try {
      return PLAIN.matcher(name).matches()
          ? name
          : MimeUtility.encodeWord(name, "UTF-8", "B").replace("?= =?", "?=\r\n =?");
    } catch (java.io.UnsupportedEncodingException e) {
      throw new AssertionError("every Java platform has UTF-8", e);
    }
  }

  /// RFC 2231 §3 and §4.
  private static String fileName(String name) {
    if (PLAIN.matcher(name).matches()) {
      return "filename=\"" + name + "\"";
    }
    String encoded = encoded(name);
    if (encoded.length() <= PIECE) {
      return "filename*=UTF-8''" + encoded;
    }
    var pieces = new StringBuilder();
    int n = 0;
    for (int at = 0; at < encoded.length(); n++) {
      int end = Math.min(encoded.length(), at + PIECE);
      // a sign in its three letters stays whole
      int percent = encoded.lastIndexOf('%', end - 1);
      end = end < encoded.length() && percent > end - 3 ? percent : end;
      pieces
          .append(n == 0 ? "" : ";\r\n ")
          .append("filename*")
          .append(n)
          .append(n == 0 ? "*=UTF-8''" : "*=")
          .append(encoded, at, end);
      at = end;
    }
    return pieces.toString();
  }

  /// The signs of `attribute-char`, RFC 2231 §7; all others by their bytes.
  private static String encoded(String name) {
    var text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "._-+".indexOf(c) >= 0);
      if (plain) {
        text.append(c);
      } else {
        text.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        text.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return text.toString();
  }

  /// Whether the bytes are seven-bit lines of a sound length that end as lines of mail do, with a
  /// last one that is whole: then every server passes them on unchanged.
  private static boolean mayGoAsItIs(Attached file) throws IOException {
    try (var in = new BufferedInputStream(file.bytes().open())) {
      int length = 0;
      int before = '\n';
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == 0 || b > 127 || (b == '\n') != (before == '\r')) {
          // a carriage return that stands alone shows at the byte after it
          return false;
        }
        length = b == '\n' ? 0 : length + 1;
        if (length > MAX_LINE + 1) {
          return false;
        }
        before = b;
      }
      return before == '\n';
    }
  }

  private static final class Source implements DataSource {
    private final Attached file;
    private final String type;

    Source(Attached file, String type) {
      this.file = file;
      this.type = type;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return file.bytes().open();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("only read");
    }

    @Override
    public String getContentType() {
      return type;
    }

    @Override
    public String getName() {
      return file.name();
    }
  }
}

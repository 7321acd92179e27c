package it.sportello.mail.door;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One connection in lines (RFC 5321 §2.3.8): commands in, answers out. Used by one thread.
final class DoorWire {
  /// RFC 5321 §4.5.3.1.4 asks for 512; extensions add to it.
  private static final int MAX_LINE = 2048;

  private static final int BUFFER_BYTES = 64 * 1024;

  /// A line that is longer than any command.
  static final class TooLong extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final Socket socket;
  private final BufferedInputStream in;
  private final OutputStream out;

  DoorWire(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    out = socket.getOutputStream();
  }

  Socket socket() {
    return socket;
  }

  /// Returns the next line without its end; nothing at the end of the connection.
  ///
  /// @throws TooLong if it is too long; the rest of it was passed over
  Optional<String> line() throws IOException, TooLong {
    var line = new StringBuilder();
    boolean tooLong = false;
    for (int sign = in.read(); sign >= 0; sign = in.read()) {
      if (sign == '\n') {
        if (tooLong) {
          throw new TooLong();
        }
        int end = line.length();
        boolean full = end > 0 && line.charAt(end - 1) == '\r';
        return Optional.of(line.substring(0, full ? end - 1 : end));
      }
      tooLong |= line.length() == MAX_LINE;
      if (!tooLong) {
        line.append((char) sign);
      }
    }
    return Optional.empty();
  }

  /// The content that follows `DATA`.
  DotStream content() {
    return new DotStream(in);
  }

  /// Whether the client has said more than it was asked: before TLS begins, that is somebody else's
  /// voice (RFC 3207 §4.2).
  boolean hasMore() throws IOException {
    return in.available() > 0;
  }

  /// Says one line.
  void say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// Says several lines as one answer.
  void say(int code, String... lines) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      text.append(code).append(i == lines.length - 1 ? ' ' : '-').append(lines[i]).append("\r\n");
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}

package it.sportello.web.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that says exactly the bytes a test wants, wrong ones too.
public final class RawHttp implements Closeable {
  private final Socket socket;
  private final InputStream in;

  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /// One answer as read.
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// Sends text; each `\n` becomes CR LF.
  public RawHttp send(String text) throws IOException {
    return sendBytes(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttp sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// Reads an answer with a body of declared length or in chunks.
  public Answer read() throws IOException {
    return read(true);
  }

  /// Reads an answer whose body is not sent, as to `HEAD`.
  public Answer readHead() throws IOException {
    return read(false);
  }

  private Answer read(boolean withBody) throws IOException {
    String statusLine = line();
    if (statusLine.isEmpty()) {
      throw new IOException("closed");
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "\n" + b);
    }
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    boolean bodyless = !withBody || status < 200 || status == 204 || status == 304;
    return new Answer(status, headers, bodyless ? "" : body(headers));
  }

  private String body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT).equals("chunked")) {
      var whole = new ByteArrayOutputStream();
      int size = Integer.parseInt(line(), 16);
      while (size > 0) {
        whole.write(in.readNBytes(size));
        line();
        size = Integer.parseInt(line(), 16);
      }
      line();
      return whole.toString(StandardCharsets.UTF_8);
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /// Whether the server has closed, waiting for it or for a byte.
  public boolean isClosed() throws IOException {
    in.mark(1);
    boolean closed = in.read() < 0;
    in.reset();
    return closed;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

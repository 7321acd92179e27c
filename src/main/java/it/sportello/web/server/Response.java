package it.sportello.web.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is sent back: a status, headers and a body. Immutable.
///
/// The server adds what every answer needs (length, date, security headers unless set here).
public final class Response {
  /// Opens what is to be sent; called on the request's virtual thread, and closed by the server.
  @FunctionalInterface
  public interface Source {
    /// Opens the stream from its start.
    InputStream open() throws IOException;
  }

  /// The body: bytes that are here, a stream of unknown length sent in chunks, or one whose length
  /// is known.
  sealed interface Body {
    record Bytes(ByteBuffer bytes) implements Body {}

    record Stream(Source source) implements Body {}

    record Sized(Source source, long length) implements Body {}
  }

  private static final Body EMPTY = new Body.Bytes(ByteBuffer.allocate(0));

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final List<SetCookie> cookies;
  private final Body body;

  private Response(
      int status, List<Map.Entry<String, String>> headers, List<SetCookie> cookies, Body body) {
    this.status = status;
    this.headers = headers;
    this.cookies = cookies;
    this.body = body;
  }

  /// 200 with `value` as JSON (see [Json]).
  public static Response json(Object value) {
    return json(200, value);
  }

  /// `value` as JSON (see [Json]).
  public static Response json(int status, Object value) {
    return bytes(status, "application/json", Json.write(value))
        .withHeader("Cache-Control", "no-store");
  }

  /// An RFC 9457 problem.
  ///
  /// @param status 400 to 599
  /// @param errorId stable, for programs: `offer-expired`
  /// @param detail for people
  public static Response problem(int status, String errorId, String detail) {
    return bytes(
            status,
            "application/problem+json",
            Json.write(new Problem("about:blank", Statuses.title(status), status, errorId, detail)))
        .withHeader("Cache-Control", "no-store");
  }

  /// A page; not cached unless a header says so.
  public static Response html(int status, String text) {
    return bytes(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
        .withHeader("Cache-Control", "no-store");
  }

  /// Plain text in UTF-8.
  public static Response text(int status, String text) {
    return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes that are not copied: the caller does not change them afterwards.
  public static Response bytes(int status, String contentType, byte[] bytes) {
    return new Response(
        status,
        List.of(Map.entry("Content-Type", contentType)),
        List.of(),
        new Body.Bytes(ByteBuffer.wrap(bytes)));
  }

  /// Bytes kept elsewhere; read, never changed.
  static Response bytes(int status, String contentType, ByteBuffer bytes) {
    return new Response(
        status, List.of(Map.entry("Content-Type", contentType)), List.of(), new Body.Bytes(bytes));
  }

  /// A stream of unknown length.
  public static Response stream(int status, String contentType, Source source) {
    return new Response(
        status,
        List.of(Map.entry("Content-Type", contentType)),
        List.of(),
        new Body.Stream(source));
  }

  /// A body that need not fit in memory, of a known length.
  ///
  /// @param source gives exactly `length` bytes
  public static Response sized(int status, String contentType, long length, Source source) {
    return new Response(
        status,
        List.of(Map.entry("Content-Type", contentType)),
        List.of(),
        new Body.Sized(source, length));
  }

  /// A file to be saved, never shown: nothing in it runs in this site's name.
  ///
  /// @param fileName as the sender called it; anything unsafe is replaced
  public static Response download(String fileName, String contentType, byte[] bytes) {
    return asDownload(bytes(200, contentType, bytes), fileName);
  }

  /// A file to be saved that need not fit in memory.
  public static Response download(String fileName, String contentType, Source source) {
    return asDownload(stream(200, contentType, source), fileName);
  }

  private static Response asDownload(Response response, String fileName) {
    return response
        .withHeader("Content-Disposition", FileNames.attachment(fileName))
        .withHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        .withHeader("Cache-Control", "private, no-store");
  }

  /// 204.
  public static Response noContent() {
    return new Response(204, List.of(), List.of(), EMPTY);
  }

  /// 304, which has no body.
  static Response notModified() {
    return new Response(304, List.of(), List.of(), EMPTY);
  }

  /// 303: go there with `GET`.
  ///
  /// @param location a path of this server
  public static Response redirect(String location) {
    return new Response(303, List.of(Map.entry("Location", location)), List.of(), EMPTY);
  }

  /// This response with one more header, in place of an earlier one of that name.
  public Response withHeader(String name, String value) {
    var changed = new ArrayList<>(headers);
    changed.removeIf(header -> header.getKey().equalsIgnoreCase(name));
    changed.add(Map.entry(name, value));
    return new Response(status, List.copyOf(changed), cookies, body);
  }

  /// This response with a cookie: `HttpOnly`, `SameSite=Strict`, for the whole site, and `Secure`
  /// on https. A `maxAge` of zero deletes it.
  public Response withCookie(String name, String value, Duration maxAge) {
    var changed = new ArrayList<>(cookies);
    changed.add(new SetCookie(name, value, maxAge));
    return new Response(status, headers, List.copyOf(changed), body);
  }

  public int status() {
    return status;
  }

  /// The value of a header set so far.
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// The body's bytes, for tests of handlers.
  ///
  /// @throws IOException if the body is a stream that cannot be read
  public byte[] bodyBytes() throws IOException {
    return switch (body) {
      case Body.Bytes(ByteBuffer bytes) -> {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield copy;
      }
      case Body.Stream(Source source) -> read(source);
      case Body.Sized(Source source, long _) -> read(source);
    };
  }

  private static byte[] read(Source source) throws IOException {
    try (var in = source.open()) {
      return in.readAllBytes();
    }
  }

  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  List<SetCookie> cookies() {
    return cookies;
  }

  Body body() {
    return body;
  }

  record SetCookie(String name, String value, Duration maxAge) {}

  private record Problem(String type, String title, int status, String errorId, String detail) {}

  @Override
  public String toString() {
    return "Response[" + status + " " + headers + "]";
  }
}

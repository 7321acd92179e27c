package it.sportello.web.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import it.sportello.access.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One HTTP request as a [Handler] sees it. Used by one thread only, and only until the handler
/// returns.
public final class Request {
  private final RequestHead head;
  private final RequestBody body;
  private final FormLimits formLimits;
  private byte @Nullable [] read;
  private @Nullable FormReader formReader;
  private @Nullable BodyStream streamed;

  Request(RequestHead head, RequestBody body, FormLimits formLimits) {
    this.head = head;
    this.body = body;
    this.formLimits = formLimits;
  }

  /// The method; `HEAD` is seen as `GET`, its body is left out when sending.
  public Method method() {
    return head.method();
  }

  /// The decoded path, without the query.
  public String path() {
    return head.path();
  }

  /// What `{name}` of the route's template took, decoded.
  ///
  /// @throws IllegalArgumentException if the template has no such name
  public String pathParam(String name) {
    String value = head.pathParams().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no {" + name + "} in the route of " + head.path());
    }
    return value;
  }

  /// Everything the template's names took.
  Map<String, String> pathParams() {
    return head.pathParams();
  }

  /// The first value of a query parameter.
  public Optional<String> query(String name) {
    return queryAll(name).stream().findFirst();
  }

  /// All values of a query parameter, in order.
  public List<String> queryAll(String name) {
    return head.query().getOrDefault(name, List.of());
  }

  /// The first value of a header, whatever its case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(head.netty().headers().get(name));
  }

  /// The value of a cookie.
  public Optional<String> cookie(String name) {
    return Cookies.value(head.netty().headers(), name);
  }

  /// The client's address; behind a trusted proxy, the one the proxy names.
  public InetAddress remoteAddress() {
    return head.remote();
  }

  /// Whose request it is; always there on routes that are not public.
  public Optional<Session> session() {
    return head.session();
  }

  /// The session, on routes that are not public.
  ///
  /// @throws RequestRefused 401 when there is none
  public Session requireSession() {
    return session()
        .orElseThrow(
            () -> new RequestRefused(401, "not-logged-in", "Accesso richiesto / Please log in"));
  }

  /// The whole body, waiting for it if it is still coming.
  ///
  /// @throws RequestRefused when it does not come whole
  public byte[] body() {
    byte[] known = read;
    if (known != null) {
      return known;
    }
    byte[] all = readAll();
    read = all;
    return all;
  }

  private byte[] readAll() {
    var bytes = new ByteArrayOutputStream();
    while (true) {
      HttpContent piece = body.next();
      try {
        ByteBuf content = piece.content();
        content.readBytes(bytes, content.readableBytes());
        if (piece instanceof LastHttpContent) {
          return bytes.toByteArray();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        piece.release();
      }
    }
  }

  /// The body as it arrives, for what need not fit in memory; instead of [#body]. Reading throws a
  /// [RequestRefused] when it does not come whole.
  public InputStream stream() {
    BodyStream opened = new BodyStream(body);
    streamed = opened;
    return opened;
  }

  /// The body as JSON of this type (see [Json]).
  ///
  /// @throws RequestRefused 415 when it is not declared as JSON, 400 naming the member that is
  ///   wrong
  public <T> T json(Class<T> type) {
    // a cross-site form cannot send this type without a preflight, which is never granted
    if (!contentType().equals("application/json")) {
      throw new RequestRefused(
          415, "not-json", "Content-Type: \"" + contentType() + "\" (expected: application/json)");
    }
    return Json.read(body(), type);
  }

  /// The body as a form, urlencoded or multipart. Large files wait in temporary files, which are
  /// deleted when the handler has returned.
  ///
  /// @throws RequestRefused 415 when it is no form, 413 over a bound, 400 malformed
  public Form form() {
    FormReader reader = formReader;
    if (reader == null) {
      reader = new FormReader(head.netty(), body, formLimits);
      formReader = reader;
    }
    return reader.form();
  }

  /// The media type of the body in lower case, without parameters; empty when not said.
  public String contentType() {
    String value = header(HttpHeaderNames.CONTENT_TYPE.toString()).orElse("");
    return value.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
  }

  /// Deletes what the body left behind; called when the handler has returned.
  void clean() {
    FormReader reader = formReader;
    if (reader != null) {
      reader.close();
    }
    BodyStream stream = streamed;
    if (stream != null) {
      stream.close();
    }
  }

  RequestHead head() {
    return head;
  }

  @Override
  public String toString() {
    return head.method() + " " + head.path();
  }
}

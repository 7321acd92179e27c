package it.sportello.web.server;

/// One kind of request: how to recognise it, who may send it, who answers it.
///
/// @param method the method; a `GET` route also answers `HEAD`
/// @param path a template such as `/api/v1/contacts/{id}`: `{name}` takes one segment, a last
///   `{name*}` takes the rest, slashes included
/// @param access who may send it
/// @param maxBodyBytes what the body may hold; more is answered 413 before it is read
/// @param csrf whether `X-CSRF-Token` must be the session's
/// @param handler who answers
public record Route(
    Method method, String path, Access access, int maxBodyBytes, boolean csrf, Handler handler) {
  /// What a JSON body may hold unless the route says otherwise.
  public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: " + path + " (expected: one that starts with /)");
    }
    if (maxBodyBytes < 0) {
      throw new IllegalArgumentException("maxBodyBytes: " + maxBodyBytes + " (expected: >= 0)");
    }
  }

  /// A route with the defaults: 64 KiB of body, and a CSRF token wherever something can change for
  /// somebody who is logged in.
  public static Route of(Method method, String path, Access access, Handler handler) {
    boolean csrf = method != Method.GET && access != Access.PUBLIC;
    return new Route(method, path, access, DEFAULT_MAX_BODY_BYTES, csrf, handler);
  }

  /// This route with another limit for the body.
  public Route withMaxBody(int bytes) {
    return new Route(method, path, access, bytes, csrf, handler);
  }

  /// This route without a CSRF token.
  public Route withoutCsrf() {
    return new Route(method, path, access, maxBodyBytes, false, handler);
  }
}

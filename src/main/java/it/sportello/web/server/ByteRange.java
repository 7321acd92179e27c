package it.sportello.web.server;

import java.util.Optional;

/// Which bytes of something are wanted, as RFC 9110 section 14 says. Pure.
public sealed interface ByteRange {
  /// All of it, with 200: none was asked for, several were, or the request is no valid one.
  record Whole() implements ByteRange {}

  /// A part of it, with 206.
  ///
  /// @param first from 0
  /// @param last included
  record Part(long first, long last) implements ByteRange {
    public long length() {
      return last - first + 1;
    }
  }

  /// Nothing of it, with 416: the part lies behind the end.
  record Outside() implements ByteRange {}

  /// Reads a request.
  ///
  /// @param range the header `Range`
  /// @param ifRange the header `If-Range`: what the client has a part of already
  /// @param etag what it is now, strong
  /// @param length of all of it
  static ByteRange of(Optional<String> range, Optional<String> ifRange, String etag, long length) {
    boolean other = ifRange.filter(known -> !known.strip().equals(etag)).isPresent();
    return range.isEmpty() || other ? new Whole() : parse(range.get(), length);
  }

  private static ByteRange parse(String range, long length) {
    String spec = range.strip();
    if (!spec.matches("(?i)bytes=[ \\t]*(?:[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})[ \\t]*")) {
      return new Whole();
    }
    String[] ends = spec.substring(spec.indexOf('=') + 1).strip().split("-", 2);
    if (ends[0].isEmpty()) {
      long count = Math.min(Long.parseLong(ends[1]), length);
      return count == 0 ? new Outside() : new Part(length - count, length - 1);
    }
    long first = Long.parseLong(ends[0]);
    long last = ends[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(ends[1]);
    if (last < first) {
      return new Whole();
    }
    return first >= length ? new Outside() : new Part(first, Math.min(last, length - 1));
  }

  /// Opens a part of something.
  @FunctionalInterface
  interface From {
    /// Opens it from a byte on.
    java.io.InputStream open(long first) throws java.io.IOException;
  }

  /// Answers a request for something that is never kept by anybody.
  ///
  /// @param etag strong, with quotes
  static Response answer(
      Request request, String contentType, String etag, long length, From source) {
    ByteRange wanted = of(request.header("Range"), request.header("If-Range"), etag, length);
    Response response =
        switch (wanted) {
          case Whole _ -> Response.sized(200, contentType, length, () -> source.open(0));
          case Part p ->
              Response.sized(206, contentType, p.length(), () -> source.open(p.first()))
                  .withHeader(
                      "Content-Range", "bytes " + p.first() + "-" + p.last() + "/" + length);
          case Outside _ ->
              Response.problem(416, "range-outside", "bytes 0 to " + length)
                  .withHeader("Content-Range", "bytes */" + length);
        };
    return response
        .withHeader("Accept-Ranges", "bytes")
        .withHeader("ETag", etag)
        .withHeader("Cache-Control", "no-store");
  }
}

package it.sportello.web.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A request's target, taken apart.
///
/// @param path decoded
/// @param segments the path's parts, decoded one by one, so that an encoded slash stays inside one
/// @param query each parameter's values, decoded
record RequestTarget(String path, List<String> segments, Map<String, List<String>> query) {
  private static final int MAX_QUERY_PARAMS = 100;

  /// @throws RequestRefused 400 when it is malformed or tries to climb
  static RequestTarget parse(String uri) {
    try {
      String relative = withoutAuthority(uri);
      var decoder =
          new QueryStringDecoder(relative, StandardCharsets.UTF_8, true, MAX_QUERY_PARAMS, true);
      List<String> segments = new ArrayList<>();
      for (String raw : PathTree.segments(decoder.rawPath())) {
        segments.add(segment(raw));
      }
      return new RequestTarget(decoder.path(), List.copyOf(segments), decoder.parameters());
    } catch (IllegalArgumentException _) {
      throw bad();
    }
  }

  private static String withoutAuthority(String uri) {
    if (uri.startsWith("/")) {
      return uri;
    }
    // the absolute form, RFC 9112 section 3.2.2
    if (uri.startsWith("http://") || uri.startsWith("https://")) {
      int path = uri.indexOf('/', uri.indexOf("//") + 2);
      return path < 0 ? "/" : uri.substring(path);
    }
    throw bad();
  }

  private static String segment(String raw) {
    String segment =
        raw.indexOf('%') < 0 ? raw : new QueryStringDecoder("/" + raw).path().substring(1);
    boolean climbs = segment.equals(".") || segment.equals("..");
    if (climbs || segment.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
      throw bad();
    }
    return segment;
  }

  private static RequestRefused bad() {
    return new RequestRefused(400, "bad-path", "Indirizzo non valido / Malformed address");
  }
}

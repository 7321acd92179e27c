package it.sportello.web.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Serves the files of a folder, in a directory or inside the program's jar.
///
/// Every answer has a strong `ETag` (the content's hash) and a `Cache-Control`: names with a hash
/// in them, as the console's build makes them under `assets/`, are kept for ever, everything else
/// is asked for again. Text is sent gzipped, compressed once; only here, because answers of the API
/// mix secrets with what a client sent, and compressing both together tells them apart (BREACH).
public final class StaticFiles implements Handler {
  private static final Pattern HASHED =
      Pattern.compile("(?:.*/)?assets/(?:.*/)?[^/]+[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";
  private static final String REST = "path";

  private final FileSource source;
  private final Optional<String> fallback;

  private StaticFiles(FileSource source, Optional<String> fallback) {
    this.source = source;
    this.fallback = fallback;
  }

  /// The files of a directory; changed ones are noticed.
  public static StaticFiles ofDirectory(Path directory) {
    return new StaticFiles(new FileSource.Directory(directory), Optional.empty());
  }

  /// The files below a folder of the class path.
  ///
  /// @param folder without slashes at its ends: `console`
  public static StaticFiles ofClasspath(String folder) {
    return new StaticFiles(new FileSource.Classpath(folder), Optional.empty());
  }

  /// These files, with one that is served for every path that looks like a page (no dot in its last
  /// segment): an application that routes in the browser.
  public StaticFiles withFallback(String file) {
    return new StaticFiles(source, Optional.of(file));
  }

  /// Adds the public routes: the prefix itself, which serves `index.html`, and everything below.
  ///
  /// @param prefix `/console`, or `/` for everything no other route takes
  public void addTo(Router router, String prefix) {
    String below = prefix.equals("/") ? "" : prefix;
    router.add(Method.GET, prefix, Access.PUBLIC, this);
    router.add(Method.GET, below + "/{" + REST + "*}", Access.PUBLIC, this);
  }

  @Override
  public Response handle(Request request) throws IOException {
    String path = request.pathParams().getOrDefault(REST, "");
    String file = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
    Optional<StaticFile> found = source.find(file);
    if (found.isEmpty() && fallback.isPresent() && looksLikeAPage(path)) {
      found = source.find(fallback.get());
    }
    return found
        .map(content -> answer(request, content, HASHED.matcher(file).matches()))
        .orElseGet(() -> Response.problem(404, "not-found", "Pagina inesistente / No such page"));
  }

  private static boolean looksLikeAPage(String path) {
    return path.lastIndexOf('.') <= path.lastIndexOf('/');
  }

  private static Response answer(Request request, StaticFile file, boolean hashed) {
    boolean zipped = file.gzip().isPresent() && acceptsGzip(request);
    String etag = zipped ? file.gzipEtag() : file.etag();
    ByteBuffer bytes = zipped ? file.gzip().orElseThrow() : file.plain();
    return (isKnown(request, etag) ? notModified(bytes) : content(file, bytes, zipped))
        .withHeader("ETag", etag)
        .withHeader("Cache-Control", hashed ? FOR_EVER : ASK_AGAIN)
        .withHeader("Vary", "Accept-Encoding");
  }

  /// The length is what 200 would have (RFC 9110 section 8.6): without one, the connection would
  /// end.
  private static Response notModified(ByteBuffer bytes) {
    return Response.notModified().withHeader("Content-Length", Integer.toString(bytes.remaining()));
  }

  private static Response content(StaticFile file, ByteBuffer bytes, boolean zipped) {
    Response response = Response.bytes(200, file.contentType(), bytes);
    return zipped ? response.withHeader("Content-Encoding", "gzip") : response;
  }

  private static boolean acceptsGzip(Request request) {
    return request
        .header("Accept-Encoding")
        .map(accept -> accept.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|\\s|$)).*"))
        .orElse(false);
  }

  private static boolean isKnown(Request request, String etag) {
    return request
        .header("If-None-Match")
        .map(known -> known.strip().equals("*") || known.contains(etag))
        .orElse(false);
  }
}

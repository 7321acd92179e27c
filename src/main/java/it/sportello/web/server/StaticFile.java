package it.sportello.web.server;

import it.sportello.base.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A file in memory, as it is and compressed.
///
/// @param gzip there for text that gets smaller by it
/// @param etag the quoted hash of the content; the compressed form has a tag of its own, because a
///   strong tag names bytes (RFC 9110 section 8.8.3)
record StaticFile(ByteBuffer plain, Optional<ByteBuffer> gzip, String etag, String contentType) {
  private static final int WORTH_ZIPPING_BYTES = 1024;

  static StaticFile of(String name, byte[] bytes) {
    String type = ContentTypes.of(name);
    String hash = Sha256.of(bytes).hex().substring(0, 32);
    return new StaticFile(
        ByteBuffer.wrap(bytes).asReadOnlyBuffer(), zip(type, bytes), "\"" + hash + "\"", type);
  }

  String gzipEtag() {
    return etag.substring(0, etag.length() - 1) + "-gz\"";
  }

  private static Optional<ByteBuffer> zip(String type, byte[] bytes) {
    if (!ContentTypes.isCompressible(type) || bytes.length < WORTH_ZIPPING_BYTES) {
      return Optional.empty();
    }
    var zipped = new ByteArrayOutputStream(bytes.length / 2);
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory", e);
    }
    return zipped.size() < bytes.length
        ? Optional.of(ByteBuffer.wrap(zipped.toByteArray()).asReadOnlyBuffer())
        : Optional.empty();
  }
}

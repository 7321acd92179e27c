package it.sportello.mail.mime;

import it.sportello.mail.pec.OpaqueContent;
import it.sportello.mail.pec.SignatureCheck;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens what is packed inside a part, up to the limits of the whole message.
///
/// @param from the author's address
/// @param date when the message says it was written
record Unpacking(
    ReaderLimits limits,
    SignatureCheck check,
    Supplier<String> from,
    Supplier<Optional<Instant>> date) {

  /// Whether a part looks like a signature that encloses what it signs.
  static boolean isOpaque(Part part) {
    return part.type().matches("application/(x-)?pkcs7-mime") || isSignedFile(part);
  }

  /// Whether it is a signed file, such as `contratto.pdf.p7m`, rather than a signed message.
  static boolean isSignedFile(Part part) {
    String name = part.name().orElse("").toLowerCase(Locale.ROOT);
    return name.endsWith(".p7m") && name.indexOf('.') < name.length() - ".p7m".length();
  }

  static boolean isTnef(Part part) {
    return part.type().endsWith("/ms-tnef")
        || part.type().endsWith("/vnd.ms-tnef")
        || part.name().orElse("").equalsIgnoreCase("winmail.dat");
  }

  Optional<OpaqueContent> opaque(byte[] bytes) {
    return OpaqueContent.open(bytes, (int) limits.maxBytes(), check, from.get(), date.get());
  }
}

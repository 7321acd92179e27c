package it.sportello.mail.pec;

import it.sportello.mail.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/// What a signature holds that encloses its content: `smime.p7m`, `fattura.xml.p7m` (RFC 5652 §5).
///
/// @param content the bytes that were signed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OpaqueContent(byte[] content, Signature signature) {
  /// Opens it; empty if it is none, for example because it is encrypted.
  ///
  /// @param bytes DER, BER, PEM or Base64
  /// @param most how many bytes of content are taken at most; empty if there are more
  public static Optional<OpaqueContent> open(
      byte[] bytes, int most, SignatureCheck check, String from, Optional<Instant> received) {
    try {
      var data = new CMSSignedData(binary(bytes));
      var content = data.getSignedContent();
      if (content == null) {
        return Optional.empty();
      }
      var out = new ByteArrayOutputStream();
      content.write(out);
      return out.size() > most
          ? Optional.empty()
          : Optional.of(
              new OpaqueContent(out.toByteArray(), check.checkOpaque(data, from, received)));
    } catch (CMSException | IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static byte[] binary(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == 0x30) { // an ASN.1 SEQUENCE
      return bytes;
    }
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z0-9 ]+-----", ""));
  }
}

package it.sportello.mail.dkim;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/// A private key to sign with, and what has to be published about it. Safe to use from several
/// threads. Never prints itself.
public final class DkimKey {
  /// RFC 8301 §3.2
  private static final int MIN_RSA_BITS = 1024;

  private static final long MAX_FILE = 64 << 10;
  private static final String EXPECTED =
      "expected: a private key in PEM form, not encrypted, RSA or Ed25519";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

  private final Kind kind;
  private final PrivateKey key;
  private final String published;

  private DkimKey(Kind kind, PrivateKey key, byte[] published) {
    this.kind = kind;
    this.key = key;
    this.published = Base64.getEncoder().encodeToString(published);
  }

  private enum Kind {
    /// RFC 6376 §3.3.1
    RSA("rsa", "SHA256withRSA"),
    /// RFC 8463
    ED25519("ed25519", "Ed25519");

    private final String code;
    private final String jdkName;

    Kind(String code, String jdkName) {
      this.code = code;
      this.jdkName = jdkName;
    }
  }

  /// Reads a key; blocks for the file.
  ///
  /// @param file PEM, PKCS #8 or PKCS #1, readable by its owner only
  /// @throws IOException if it cannot be used; says what was found and what is expected
  public static DkimKey read(Path file) throws IOException {
    checkPermissions(file);
    if (Files.size(file) > MAX_FILE) {
      throw new IOException(Files.size(file) + " bytes (" + EXPECTED + ")");
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        var pem = new PEMParser(text)) {
      return of(info(pem.readObject()));
    } catch (PEMException | RuntimeException e) {
      throw new IOException("no key that can be read (" + EXPECTED + ")", e);
    } catch (GeneralSecurityException e) {
      throw new IOException("a key that cannot be used (" + EXPECTED + ")", e);
    }
  }

  private static void checkPermissions(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> given = view.readAttributes().permissions();
    if (given.stream().anyMatch(OTHERS::contains)) {
      throw new IOException(
          "permissions "
              + PosixFilePermissions.toString(given)
              + " (expected: readable by its owner only, as after chmod 600)");
    }
  }

  private static PrivateKeyInfo info(Object read) throws IOException {
    return switch (read) {
      case PrivateKeyInfo pkcs8 -> pkcs8;
      case PEMKeyPair pkcs1 -> pkcs1.getPrivateKeyInfo();
      case null, default -> throw new IOException("no such key (" + EXPECTED + ")");
    };
  }

  private static DkimKey of(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
    AsymmetricKeyParameter read = PrivateKeyFactory.createKey(info);
    return switch (read) {
      case RSAPrivateCrtKeyParameters rsa -> {
        int bits = rsa.getModulus().bitLength();
        if (bits < MIN_RSA_BITS) {
          throw new IOException(
              "an RSA key of " + bits + " bits (expected: 2048; " + MIN_RSA_BITS + " at least)");
        }
        yield new DkimKey(Kind.RSA, jdkKey("RSA", info), publicHalf(rsa));
      }
      case Ed25519PrivateKeyParameters ed25519 ->
          new DkimKey(
              Kind.ED25519, jdkKey("Ed25519", info), ed25519.generatePublicKey().getEncoded());
      default -> throw new IOException("a key of another kind (" + EXPECTED + ")");
    };
  }

  private static PrivateKey jdkKey(String algorithm, PrivateKeyInfo info)
      throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  private static byte[] publicHalf(RSAPrivateCrtKeyParameters rsa) throws IOException {
    var half = new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
    SubjectPublicKeyInfo info = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half);
    return info.getEncoded();
  }

  /// The algorithm as in `a=`.
  String algorithm() {
    return kind.code + "-sha256";
  }

  /// What is to be published in the DNS, as the text of one TXT record.
  public String published() {
    return "v=DKIM1; k=" + kind.code + "; p=" + published;
  }

  /// Signs the hash of these bytes as the algorithm has it.
  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(kind.jdkName);
      signature.initSign(key);
      // Ed25519 signs the hash, not the bytes (RFC 8463 §3)
      signature.update(kind == Kind.ED25519 ? MessageHash.sha256().digest(bytes) : bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read cannot sign", e);
    }
  }

  @Override
  public String toString() {
    return algorithm() + " ***";
  }
}

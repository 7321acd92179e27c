package it.sportello.mail.dkim;

import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailRefused;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/// Writes messages and signs those whose sender has a key, over the finished bytes: what is stored
/// is what leaves. Safe to use from several threads.
public final class SigningComposer {
  /// Writes a message's bytes.
  @FunctionalInterface
  public interface Composer {
    /// Writes one message.
    ///
    /// @throws MailRefused if no message can be made of it
    Composed compose(Composition composition) throws MailRefused;
  }

  private final Composer composer;
  private final Map<String, DkimSigner> signers;
  private final InstantSource clock;

  /// @param signers by the sender's address, in small letters
  /// @param clock gives the time of the signature
  public SigningComposer(Composer composer, Map<String, DkimSigner> signers, InstantSource clock) {
    this.composer = composer;
    this.signers = Map.copyOf(signers);
    this.clock = clock;
  }

  /// Writes one message, with a signature above it if its sender has a key.
  ///
  /// @throws MailRefused if no message can be made of it
  public Composed compose(Composition composition) throws MailRefused {
    Composed plain = composer.compose(composition);
    DkimSigner signer = signers.get(composition.from().address().toLowerCase(Locale.ROOT));
    return signer == null ? plain : signed(plain, signer);
  }

  private Composed signed(Composed plain, DkimSigner signer) {
    byte[] bytes = plain.raw();
    var seen = new MessageHash();
    seen.write(bytes, 0, bytes.length);
    byte[] field = signer.field(seen, clock.instant());
    byte[] whole = new byte[field.length + bytes.length];
    System.arraycopy(field, 0, whole, 0, field.length);
    System.arraycopy(bytes, 0, whole, field.length, bytes.length);
    return new Composed(plain.messageId(), whole);
  }
}

package it.sportello.mail.dkim;

import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailRefused;
import java.time.Instant;
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

  /// Reads the message's files twice: for the signature, and to write them.
  private Composed signed(Composed plain, DkimSigner signer) {
    Instant at = clock.instant();
    return new Composed(
        plain.messageId(),
        out -> {
          var seen = new MessageHash();
          plain.writeTo(seen);
          out.write(signer.field(seen, at));
          plain.writeTo(out);
        });
  }
}

package it.sportello.mail.mime;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.pec.SignatureCheck;
import it.sportello.mail.pec.TrustedCas;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Reads messages: raw bytes in, [it.sportello.mail.ParsedMail] out.
///
/// Whatever the bytes are, the answer is a value; an exception means that the bytes could not be
/// fetched from where they lie. Safe to use from several threads. Each message is read whole into
/// memory, on another thread, so that one that takes too long can be left behind.
public final class MimeReader {
  /// How long a thread that read a message waits for the next one.
  private static final Duration KEEP = Duration.ofSeconds(10);

  private final ReaderLimits limits;
  private final SignatureCheck check;
  private final ExecutorService threads;

  /// Reads up to the given limits; signatures count as valid below the authorities of PEC.
  public MimeReader(ReaderLimits limits) {
    this(limits, TrustedCas.builtIn());
  }

  /// Reads up to the given limits.
  ///
  /// @param trusted the authorities below which a signature is valid
  public MimeReader(ReaderLimits limits, TrustedCas trusted) {
    // platform threads: one that never ends must not hold a carrier of the virtual ones
    this(limits, trusted, Thread.ofPlatform().daemon().name("mail-reading").factory());
  }

  /// Reads up to the given limits, each message on a thread made here.
  MimeReader(ReaderLimits limits, TrustedCas trusted, ThreadFactory threads) {
    MailSwitches.set();
    this.limits = limits;
    check = new SignatureCheck(trusted);
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
  }

  /// Reads one message. The caller closes the stream.
  ///
  /// @param name the hash of the bytes; names a message that has no id of its own
  /// @throws IOException if the stream failed, not the message; trying again is safe
  public Content read(InputStream raw, Sha256 name) throws IOException {
    byte[] bytes = raw.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.maxBytes() + 1));
    return read(bytes, reading -> new Understood(reading.mail(name)), NotUnderstood::new);
  }

  /// Everything about one message at once, for somebody who looks at the reader's work.
  ///
  /// @param hashes of the attachments, decoded, at their places; none if it was not understood
  public record Inspected(Content content, List<Sha256> hashes) {}

  /// Reads one message and the hashes of its attachments, in the same time as [#read].
  ///
  /// @throws InterruptedIOException if the thread was told to stop
  public Inspected inspect(byte[] raw) throws InterruptedIOException {
    Sha256 name = Sha256.of(raw);
    return read(
        raw,
        reading ->
            new Inspected(new Understood(reading.mail(name)), List.copyOf(reading.walk().hashes())),
        reason -> new Inspected(new NotUnderstood(reason), List.of()));
  }

  private <T> T read(
      byte[] bytes, Function<MessageReading, T> understood, Function<Reason, T> notUnderstood)
      throws InterruptedIOException {
    if (bytes.length > limits.maxBytes()) {
      return notUnderstood.apply(Reason.of(Code.TOO_LARGE, limits.maxBytes()));
    }
    if (headerLines(bytes) > limits.maxHeaderLines()) {
      return notUnderstood.apply(Reason.of(Code.HEADER_LINES, limits.maxHeaderLines()));
    }
    try {
      return inTime(() -> understood.apply(new MessageReading(bytes, limits, check)));
    } catch (TimeoutException _) {
      return notUnderstood.apply(Reason.of(Code.TOO_SLOW, limits.time().toSeconds()));
    } catch (ExecutionException e) {
      return notUnderstood.apply(Reason.of(Code.UNREADABLE, e.getCause()));
    }
  }

  /// Opens one attachment, decoded; empty if there is none at this place. The caller closes both.
  ///
  /// @param part its place, as in [it.sportello.mail.ParsedMail.Attachment]
  /// @throws IOException if the bytes could not be fetched or read
  public Optional<InputStream> attachment(InputStream raw, int part) throws IOException {
    PartWalk walk = walk(raw);
    if (part < 0 || part >= walk.parts().size()) {
      return Optional.empty();
    }
    return Optional.of(walk.parts().get(part).decoded());
  }

  /// Bytes of an attachment, decoded.
  @FunctionalInterface
  public interface Decoded {
    /// Opens them at their start. The caller closes the stream.
    InputStream open() throws IOException;
  }

  /// Finds every attachment of a message, at its place, in one reading. They are held in memory as
  /// they travelled, as long as this list is; decoded they are not.
  ///
  /// @throws IOException if the bytes could not be fetched or read
  public List<Decoded> attachments(InputStream raw) throws IOException {
    return walk(raw).parts().stream().<Decoded>map(part -> part::decoded).toList();
  }

  /// Tells which attachment each `cid:` address in the HTML body means: `Content-ID` without
  /// brackets to place.
  ///
  /// @throws IOException if the bytes could not be fetched or read
  public Map<String, Integer> inlineParts(InputStream raw) throws IOException {
    return Map.copyOf(walk(raw).contentIds());
  }

  private PartWalk walk(InputStream raw) throws IOException {
    byte[] bytes = raw.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.maxBytes()));
    try {
      return inTime(() -> new MessageReading(bytes, limits, check).walk());
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("the message cannot be read", e);
    }
  }

  private <T> T inTime(Callable<T> reading)
      throws ExecutionException, TimeoutException, InterruptedIOException {
    var task = new FutureTask<>(reading);
    threads.execute(task);
    try {
      return task.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("told to stop").initCause(e);
    } finally {
      task.cancel(true);
    }
  }

  private static int headerLines(byte[] bytes) {
    int lines = 0;
    int lineStart = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        boolean blank = i == lineStart || (i == lineStart + 1 && bytes[lineStart] == '\r');
        if (blank) {
          return lines;
        }
        lines++;
        lineStart = i + 1;
      }
    }
    // no body at all: then the lines are just as well a text
    return 0;
  }
}

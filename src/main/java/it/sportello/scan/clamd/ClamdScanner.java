package it.sportello.scan.clamd;

import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Asks clamd, one connection for each file: `zINSTREAM`, then pieces of the file, each after its
/// length in four bytes, and a length of zero (clamd(8), "INSTREAM").
///
/// Of a file one piece is in memory at a time. At most so many connections are open as the options
/// say; whoever comes then waits. Safe to use from several threads.
public final class ClamdScanner implements VirusScanner {
  /// Bytes of one piece. clamd reads into a buffer of its own, whatever comes.
  static final int PIECE = 64 * 1024;

  private final ClamdOptions options;
  private final Semaphore connections;

  public ClamdScanner(ClamdOptions options) {
    this.options = options;
    connections = new Semaphore(options.connections(), true);
  }

  /// What a conversation on one connection comes to.
  @FunctionalInterface
  private interface Conversation<T> {
    T on(ClamdConnection connection) throws IOException, ScannerUnavailable, Unreadable;
  }

  /// The file, not the connection.
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient IOException why;

    Unreadable(IOException why) {
      super(why);
      this.why = why;
    }
  }

  @Override
  public Verdict scan(InputStream bytes) throws ScannerUnavailable, IOException {
    try {
      return converse(connection -> scan(bytes, connection));
    } catch (Unreadable e) {
      throw e.why;
    }
  }

  @Override
  public String version() throws ScannerUnavailable {
    try {
      return converse(
          connection -> {
            connection.write(command("zVERSION"));
            return ClamdAnswer.shown(connection.answer().strip());
          });
    } catch (Unreadable e) {
      throw new AssertionError("nothing was read", e);
    }
  }

  private <T> T converse(Conversation<T> conversation) throws ScannerUnavailable, Unreadable {
    try {
      if (!connections.tryAcquire(options.scanWithin().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ScannerUnavailable("all " + options.connections() + " connections are busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScannerUnavailable("told to stop", e);
    }
    try (var connection = ClamdConnection.open(options)) {
      return conversation.on(connection);
    } catch (IOException e) {
      throw new ScannerUnavailable("clamd at " + options + ": " + said(e), e);
    } finally {
      connections.release();
    }
  }

  private static String said(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private Verdict scan(InputStream bytes, ClamdConnection connection)
      throws IOException, ScannerUnavailable, Unreadable {
    connection.write(command("zINSTREAM"));
    var piece = new byte[Integer.BYTES + PIECE];
    long left = options.maxBytes();
    try {
      for (int count = read(bytes, piece); count > 0; count = read(bytes, piece)) {
        left -= count;
        if (left < 0) {
          return Verdict.unscannable(Verdict.TOO_LARGE);
        }
        ByteBuffer framed = ByteBuffer.wrap(piece).putInt(0, count).limit(Integer.BYTES + count);
        if (!connection.write(framed)) {
          return ClamdAnswer.verdict(connection.answer());
        }
      }
      connection.write(ByteBuffer.allocate(Integer.BYTES));
    } catch (IOException broken) {
      return answeredAllTheSame(connection, broken);
    }
    return ClamdAnswer.verdict(connection.answer());
  }

  /// clamd says that a file is too large and closes the connection while we still write: what it
  /// said may be there to be read.
  private static Verdict answeredAllTheSame(ClamdConnection connection, IOException broken)
      throws IOException, ScannerUnavailable {
    try {
      return ClamdAnswer.verdict(connection.answer());
    } catch (IOException e) {
      broken.addSuppressed(e);
      throw broken;
    }
  }

  private static int read(InputStream bytes, byte[] piece) throws Unreadable {
    try {
      return bytes.readNBytes(piece, Integer.BYTES, PIECE);
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  /// A command that begins with `z` ends with a zero, and so does its answer.
  private static ByteBuffer command(String name) {
    return ByteBuffer.wrap((name + '\0').getBytes(StandardCharsets.US_ASCII));
  }
}

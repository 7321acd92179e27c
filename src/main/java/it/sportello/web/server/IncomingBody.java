package it.sportello.web.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The pipe from the event loop, which adds pieces, to the request's thread, which takes them.
///
/// Bounded because nothing is read from the connection while [#isFull()].
final class IncomingBody implements RequestBody {
  /// With this much here the request starts, even if the body is not whole.
  static final int START_BYTES = 64 * 1024;

  private static final int FULL_BYTES = 256 * 1024;

  /// What a piece costs beside its bytes: thousands of one-byte chunks are large too.
  private static final int PIECE_BYTES = 128;

  private final int maxBytes;
  private final Runnable readMore;
  private final BlockingQueue<HttpContent> pieces = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private long receivedBytes;
  private volatile boolean complete;
  private volatile boolean dropped;
  private volatile @Nullable RequestRefused failure;

  /// @param maxBytes what the route allows
  /// @param readMore called on the request's thread when a full pipe has room again
  IncomingBody(int maxBytes, Runnable readMore) {
    this.maxBytes = maxBytes;
    this.readMore = readMore;
  }

  /// Takes a piece over. On the event loop.
  ///
  /// @return false when the body is larger than the route allows; the piece is released then
  boolean add(HttpContent piece) {
    receivedBytes += piece.content().readableBytes();
    if (receivedBytes > maxBytes) {
      piece.release();
      return false;
    }
    waitingBytes.addAndGet(cost(piece));
    complete = piece instanceof LastHttpContent;
    pieces.add(piece);
    if (dropped) {
      drop();
    }
    return true;
  }

  private static int cost(HttpContent piece) {
    return piece.content().readableBytes() + PIECE_BYTES;
  }

  static RequestRefused tooLarge(int maxBytes) {
    return new RequestRefused(
        413, "too-large", "Troppo grande / Too large (max " + maxBytes + " bytes)");
  }

  /// No more comes. On the event loop.
  void fail(RequestRefused why) {
    if (failure == null) {
      failure = why;
      pieces.add(new NoMore());
    }
  }

  boolean isFull() {
    return waitingBytes.get() >= FULL_BYTES;
  }

  boolean canStart() {
    return complete || failure != null || waitingBytes.get() >= START_BYTES;
  }

  /// Whether the last byte is here, so that the connection can be used for another request.
  boolean isComplete() {
    return complete;
  }

  boolean hasFailed() {
    return failure != null;
  }

  @Override
  public HttpContent next() {
    try {
      HttpContent piece = pieces.take();
      RequestRefused why = failure;
      if (piece instanceof NoMore && why != null) {
        pieces.add(new NoMore());
        throw why;
      }
      int cost = cost(piece);
      long before = waitingBytes.getAndAdd(-cost);
      if (before >= FULL_BYTES && before - cost < FULL_BYTES) {
        readMore.run();
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestRefused(503, "closing", "Servizio in chiusura / The server is closing");
    }
  }

  /// Releases what nobody took; later pieces are released at once.
  void drop() {
    dropped = true;
    HttpContent piece = pieces.poll();
    while (piece != null) {
      piece.release();
      piece = pieces.poll();
    }
  }

  /// Stands in the queue where the body broke off.
  private static final class NoMore extends DefaultHttpContent {
    NoMore() {
      super(Unpooled.EMPTY_BUFFER);
    }
  }
}

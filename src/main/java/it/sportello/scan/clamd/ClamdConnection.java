package it.sportello.scan.clamd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One connection to clamd, for one command.
///
/// Never blocks longer than it may, on TCP and on Unix sockets alike: the channel does not block,
/// and its selector waits. Used by one thread.
final class ClamdConnection implements AutoCloseable {
  /// Longer than any answer to one command.
  private static final int LONGEST_ANSWER = 4096;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ClamdOptions options;
  private final long endNanos;

  private ClamdConnection(SocketChannel channel, Selector selector, ClamdOptions options)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.options = options;
    endNanos = System.nanoTime() + options.scanWithin().toNanos();
    channel.configureBlocking(false);
    key = channel.register(selector, 0);
  }

  /// @throws IOException if nobody listens there, or not in time
  static ClamdConnection open(ClamdOptions options) throws IOException {
    var address = options.address();
    SocketChannel channel =
        options.socket().isPresent()
            ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    Selector selector = Selector.open();
    try {
      var connection = new ClamdConnection(channel, selector, options);
      if (!channel.connect(address)) {
        connection.await(SelectionKey.OP_CONNECT, options.connectWithin(), "connecting");
        channel.finishConnect();
      }
      return connection;
    } catch (IOException | RuntimeException e) {
      selector.close();
      channel.close();
      // an unresolved name is no I/O error to the platform
      throw e instanceof IOException io ? io : new IOException(options + ": " + e, e);
    }
  }

  /// Sends all of it.
  ///
  /// @return whether it went; if not, clamd has answered before it heard everything
  boolean write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        int ready =
            await(SelectionKey.OP_WRITE | SelectionKey.OP_READ, options.answerWithin(), "writing");
        if ((ready & SelectionKey.OP_READ) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /// The answer, without the zero that ends it.
  ///
  /// @throws IOException if it does not come whole and in time
  String answer() throws IOException {
    var answer = new ByteArrayOutputStream();
    ByteBuffer some = ByteBuffer.allocate(512);
    while (true) {
      await(SelectionKey.OP_READ, options.answerWithin(), "waiting for the answer");
      int count = channel.read(some.clear());
      if (count < 0) {
        throw new IOException("clamd closed the connection before its answer was whole");
      }
      some.flip();
      while (some.hasRemaining()) {
        byte next = some.get();
        if (next == 0) {
          return answer.toString(StandardCharsets.UTF_8);
        }
        answer.write(next);
      }
      if (answer.size() > LONGEST_ANSWER) {
        throw new IOException("an answer of more than " + LONGEST_ANSWER + " bytes");
      }
    }
  }

  /// Waits for one of these operations.
  ///
  /// @return those that are ready
  private int await(int operations, Duration within, String doing) throws IOException {
    key.interestOps(operations);
    long until = Math.min(endNanos, System.nanoTime() + within.toNanos());
    while (true) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException(doing + " takes longer than it may");
      }
      if (selector.select(Math.max(1, left / 1_000_000)) > 0) {
        selector.selectedKeys().clear();
        return key.readyOps();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new java.io.InterruptedIOException("told to stop while " + doing);
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}

package it.sportello.web.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// One open WebSocket: what is sent from any thread, and what its listener hears.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class SocketConnection implements SocketOut {
  /// RFC 6455 section 7.4.1: the connection went without a close frame.
  static final int LOST = 1006;

  private static final long CLOSE_WITHIN_MS = 5_000;
  private static final int MAX_REASON_BYTES = 123;

  private final Channel channel;
  private final SocketRoute route;
  private final SocketListener listener;
  private final SocketMeters.OfRoute meters;
  private final AtomicLong pendingBytes = new AtomicLong();
  private final AtomicBoolean writersWait = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile String why = "lost";
  private boolean gone;
  private int closeCode = LOST;
  private String closeReason = "";

  SocketConnection(
      Channel channel, SocketRoute route, SocketListener listener, SocketMeters.OfRoute meters) {
    this.channel = channel;
    this.route = route;
    this.listener = listener;
    this.meters = meters;
  }

  void opened() {
    meters.opened();
    listener.onOpen(this);
  }

  void cameText(String text) {
    meters.in();
    if (!closing.get()) {
      listener.onText(text);
    }
  }

  void cameBinary(byte[] bytes) {
    meters.in();
    if (!closing.get() && !listener.onBinary(bytes)) {
      close(1003, "text only");
    }
  }

  @Override
  public void text(String text) {
    send(new TextWebSocketFrame(text));
  }

  @Override
  public void binary(byte[] bytes) {
    send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  private void send(WebSocketFrame frame) {
    int bytes = frame.content().readableBytes();
    if (closing.get()) {
      frame.release();
      return;
    }
    if (pendingBytes.addAndGet(bytes) > route.maxPendingBytes()) {
      frame.release();
      pendingBytes.addAndGet(-bytes);
      close(TOO_SLOW, "too slow", "slow");
      return;
    }
    meters.out();
    channel.writeAndFlush(frame).addListener(_ -> written(bytes));
  }

  private void written(int bytes) {
    long left = pendingBytes.addAndGet(-bytes);
    if (left <= lowBytes() / 2 && writersWait.compareAndSet(true, false) && !gone) {
      listener.onWritable();
    }
  }

  @Override
  public boolean isWritable() {
    if (pendingBytes.get() < lowBytes()) {
      return true;
    }
    writersWait.set(true);
    // what was written in between did not see the flag
    return pendingBytes.get() < lowBytes();
  }

  private int lowBytes() {
    return route.maxPendingBytes() / 4;
  }

  @Override
  public long pendingBytes() {
    return pendingBytes.get();
  }

  @Override
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  boolean isReading() {
    return channel.config().isAutoRead();
  }

  @Override
  public void close(int code, String reason) {
    close(code, reason, "server");
  }

  private void close(int code, String reason, String because) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    why = because;
    int valid = WebSocketCloseStatus.isValidStatusCode(code) ? code : 1000;
    channel.writeAndFlush(new CloseWebSocketFrame(valid, cut(reason)));
    // reading goes on for the peer's answer, even if somebody paused it
    channel.config().setAutoRead(true);
    channel.eventLoop().schedule(() -> channel.close(), CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS);
  }

  private static String cut(String reason) {
    String text = reason;
    while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }

  /// The peer said goodbye, or answered ours.
  void peerCloses(int code, String reason) {
    closeCode = code < 0 ? 1005 : code;
    closeReason = reason;
    if (closing.compareAndSet(false, true)) {
      why = "peer";
      int answer = WebSocketCloseStatus.isValidStatusCode(code) ? code : 1000;
      channel.writeAndFlush(new CloseWebSocketFrame(answer, "")).addListener(_ -> channel.close());
      return;
    }
    channel.close();
  }

  /// The peer broke the protocol.
  void violated() {
    closing.set(true);
    why = "protocol";
    channel.close();
  }

  /// The peer answers no pings.
  void lost() {
    closing.set(true);
    channel.close();
  }

  /// The connection is closed.
  void gone() {
    if (!gone) {
      gone = true;
      closing.set(true);
      meters.ended(why);
      listener.onClosed(closeCode, closeReason);
    }
  }
}

package it.sportello.web.sip;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import it.sportello.observe.Meters;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One browser and its connection to the PBX: each message goes over, a slow side slows the other,
/// and both end together.
///
/// The two sides live on different event loops; everything here may be called on either.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class SipBridge implements SocketListener {
  /// RFC 6455 section 7.4.1, "going away": the browser tries again.
  static final int PBX_GONE = 1001;

  private static final int NOT_ALLOWED = 1008;
  private static final Logger LOG = LoggerFactory.getLogger(SipBridge.class);

  private final SipGuard guard;
  private final Counter in;
  private final Counter out;
  private final Counter impostors;
  private volatile @Nullable Channel pbx;
  private volatile @Nullable SocketOut browser;
  private volatile boolean over;

  SipBridge(SipGuard guard, MeterRegistry meters) {
    this.guard = guard;
    in = meters.counter(Meters.SIP_MESSAGES, "direction", "in");
    out = meters.counter(Meters.SIP_MESSAGES, "direction", "out");
    impostors = meters.counter(Meters.SIP_IMPOSTORS);
  }

  /// Connects the PBX's side; blocks.
  void connect(PbxDoor door) throws IOException, InterruptedException {
    pbx = door.open(this);
  }

  @Override
  public void onOpen(SocketOut opened) {
    browser = opened;
    Channel channel = pbx;
    if (over || channel == null) {
      opened.close(PBX_GONE, "the PBX is gone");
      return;
    }
    channel.config().setAutoRead(true);
  }

  @Override
  public void onText(String text) {
    if (mayPass(text)) {
      toPbx(new TextWebSocketFrame(text));
    }
  }

  @Override
  public boolean onBinary(byte[] bytes) {
    if (mayPass(new String(bytes, StandardCharsets.UTF_8))) {
      toPbx(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }
    return true;
  }

  private boolean mayPass(String message) {
    Optional<String> objection = guard.objection(message);
    if (objection.isEmpty()) {
      return true;
    }
    impostors.increment();
    LOG.warn("softphone refused: {}", objection.get());
    SocketOut side = browser;
    if (side != null) {
      side.close(NOT_ALLOWED, objection.get());
    }
    closePbx();
    return false;
  }

  private void toPbx(WebSocketFrame frame) {
    Channel channel = pbx;
    SocketOut side = browser;
    if (over || channel == null || side == null) {
      frame.release();
      return;
    }
    in.increment();
    channel.writeAndFlush(frame, channel.voidPromise());
    if (!channel.isWritable()) {
      side.reading(false);
      // it may have become writable before we stopped
      pbxReadsAgain();
    }
  }

  /// The PBX's side can take more, perhaps.
  void pbxReadsAgain() {
    Channel channel = pbx;
    SocketOut side = browser;
    if (channel != null && side != null && channel.isWritable()) {
      side.reading(true);
    }
  }

  void cameFromPbx(String text) {
    SocketOut side = browser;
    if (side != null) {
      out.increment();
      side.text(text);
      slowDown(side);
    }
  }

  void cameFromPbx(byte[] bytes) {
    SocketOut side = browser;
    if (side != null) {
      out.increment();
      side.binary(bytes);
      slowDown(side);
    }
  }

  private void slowDown(SocketOut side) {
    if (!side.isWritable()) {
      pbxReading(false);
      if (side.isWritable()) {
        pbxReading(true);
      }
    }
  }

  @Override
  public void onWritable() {
    pbxReading(true);
  }

  private void pbxReading(boolean on) {
    Channel channel = pbx;
    if (channel != null) {
      channel.config().setAutoRead(on);
    }
  }

  @Override
  public void onClosed(int code, String reason) {
    closePbx();
  }

  private void closePbx() {
    over = true;
    Channel channel = pbx;
    if (channel != null) {
      // a goodbye first: the PBX drops the phone's registration with it
      channel
          .writeAndFlush(new CloseWebSocketFrame(1000, ""))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  void pbxIsGone(int code) {
    over = true;
    SocketOut side = browser;
    if (side != null) {
      side.close(code, "the PBX is gone");
    }
  }
}

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
import it.sportello.web.sip.SipGuard.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
  private final BooleanSupplier stillOpen;
  private final Consumer<SipBridge> onEnd;
  private final Counter in;
  private final Counter out;
  private final Counter impostors;
  private volatile @Nullable Channel pbx;
  private volatile @Nullable SocketOut browser;
  private volatile boolean over;

  /// @param stillOpen whether the browser's session has not ended
  /// @param onEnd called once or more when this relay is over
  SipBridge(
      SipGuard guard, BooleanSupplier stillOpen, Consumer<SipBridge> onEnd, MeterRegistry meters) {
    this.guard = guard;
    this.stillOpen = stillOpen;
    this.onEnd = onEnd;
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
    passed(text).ifPresent(message -> toPbx(new TextWebSocketFrame(message)));
  }

  @Override
  public boolean onBinary(byte[] bytes) {
    passed(new String(bytes, StandardCharsets.UTF_8))
        .ifPresent(
            message ->
                toPbx(
                    new BinaryWebSocketFrame(
                        Unpooled.wrappedBuffer(message.getBytes(StandardCharsets.UTF_8)))));
    return true;
  }

  /// A message as it goes on; the end of both sides if it may not.
  private Optional<String> passed(String message) {
    if (!stillOpen.getAsBoolean()) {
      end("logged out");
      return Optional.empty();
    }
    return switch (guard.judge(message)) {
      case Verdict.Passes(String goesOn) -> Optional.of(goesOn);
      case Verdict.Refused(String why) -> {
        impostors.increment();
        LOG.warn("softphone refused: {}", why);
        end(why);
        yield Optional.empty();
      }
    };
  }

  /// Ends both sides: the browser may not go on.
  void end(String why) {
    SocketOut side = browser;
    if (side != null) {
      side.close(NOT_ALLOWED, why);
    }
    closePbx();
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
      guard.hearPbx(text);
      side.text(text);
      slowDown(side);
    }
  }

  void cameFromPbx(byte[] bytes) {
    SocketOut side = browser;
    if (side != null) {
      out.increment();
      guard.hearPbx(new String(bytes, StandardCharsets.UTF_8));
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
    onEnd.accept(this);
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
    onEnd.accept(this);
    SocketOut side = browser;
    if (side != null) {
      side.close(code, "the PBX is gone");
    }
  }
}

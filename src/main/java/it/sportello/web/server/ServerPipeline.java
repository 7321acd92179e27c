package it.sportello.web.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A connection's table of contents.
final class ServerPipeline extends ChannelInitializer<Channel> {
  /// The handlers that leave when a connection becomes a WebSocket.
  static final List<String> HTTP_ONLY =
      List.of("slow", "linger", "oneByOne", "steady", "keepAlive", "security", "requests");

  /// The last handler, which always stays.
  static final String LAST_RESORT = "lastResort";

  private static final int PIECE_BYTES = 16 * 1024;

  private final Serving serving;
  private final LastResort lastResort;

  ServerPipeline(Serving serving, LastResort lastResort) {
    this.serving = serving;
    this.lastResort = lastResort;
  }

  @Override
  protected void initChannel(Channel channel) {
    WebOptions options = serving.options();
    var slow = new SlowClient(options);
    var linger = new LingeringClose();
    var writer = new ResponseWriter(channel, options.https(), serving.date());
    var end = new ConnectionEnd(writer, linger, serving.requestMeters());

    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast("connections", serving.connections());
    pipeline.addLast("slowReader", writeTimeout(options));
    pipeline.addLast("slow", slow);
    pipeline.addLast("linger", linger);
    pipeline.addLast("http", codec());
    pipeline.addLast("oneByOne", new FlowControlHandler());
    pipeline.addLast("steady", new SteadyReads());
    pipeline.addLast("keepAlive", new HttpServerKeepAliveHandler());
    pipeline.addLast("security", new SecurityHeaders(options.https()));
    pipeline.addLast("requests", new RequestHandler(serving, end, slow));
    pipeline.addLast(LAST_RESORT, lastResort);
  }

  private static WriteTimeoutHandler writeTimeout(WebOptions options) {
    return new WriteTimeoutHandler(options.writeWithin().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static HttpServerCodec codec() {
    return new HttpServerCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(WebOptions.MAX_LINE_BYTES)
            .setMaxHeaderSize(WebOptions.MAX_HEADER_BYTES)
            .setMaxChunkSize(PIECE_BYTES));
  }
}

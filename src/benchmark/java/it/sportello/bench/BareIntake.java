package it.sportello.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import it.sportello.journal.Draft;
import it.sportello.journal.JournalRefused;
import it.sportello.store.file.FileJournal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/// What the product's form intake is compared with: a handler that does nothing but append, for
/// each request, the same entries to a journal of the same kind, and answers when they are durable.
///
/// All requests that wait share one append, as they do on the desk.
final class BareIntake extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final byte[] ANSWER =
      "{\"code\":\"AAAA-BBBB-CCCC\",\"contact\":\"01k9zq8y5t6v3w2x\"}"
          .getBytes(StandardCharsets.UTF_8);

  private final LinkedBlockingQueue<ChannelHandlerContext> waiting;

  private BareIntake(LinkedBlockingQueue<ChannelHandlerContext> waiting) {
    this.waiting = waiting;
  }

  /// Serves until it is stopped.
  ///
  /// @param args port, directory for the journal, journal of the product that took one form
  public static void main(String[] args) throws Exception {
    List<Draft> drafts = formEntries(Path.of(args[2]));
    var waiting = new LinkedBlockingQueue<ChannelHandlerContext>();
    var journal = FileJournal.open(Path.of(args[1]), FileJournal.Options.standard());
    Thread.ofPlatform().daemon().name("append").start(() -> append(journal, drafts, waiting));
    var loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
    new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20))
                    .addLast(new BareIntake(waiting));
              }
            })
        .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  /// The entries of the last contact in a journal.
  static List<Draft> formEntries(Path directory) {
    var drafts = new ArrayList<Draft>();
    try (var journal = FileJournal.open(directory, FileJournal.Options.standard())) {
      journal.replay(
          1,
          e -> {
            if (e.subject().startsWith("contact/")) {
              drafts.add(
                  new Draft(e.at(), e.subject(), e.type(), e.version(), e.facts(), e.personal()));
            }
          });
    }
    if (drafts.isEmpty()) {
      throw new IllegalStateException("no contact in " + directory);
    }
    return drafts;
  }

  private static void append(
      FileJournal journal, List<Draft> drafts, LinkedBlockingQueue<ChannelHandlerContext> waiting) {
    var batch = new ArrayList<ChannelHandlerContext>();
    var all = new ArrayList<Draft>();
    while (true) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, 511);
        batch.forEach(_ -> all.addAll(drafts));
        journal.append(all);
        batch.forEach(BareIntake::answer);
        batch.clear();
        all.clear();
      } catch (JournalRefused e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void answer(ChannelHandlerContext context) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CREATED, Unpooled.wrappedBuffer(ANSWER));
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, ANSWER.length);
    var _ = context.writeAndFlush(response, context.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    waiting.add(context);
  }
}

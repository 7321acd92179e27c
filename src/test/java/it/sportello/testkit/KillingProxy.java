package it.sportello.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// Stands before a server that is spoken to in lines, and kills the client at one place of what
/// they say: before a line of the client is passed on, or before or after the answer to it.
public final class KillingProxy implements AutoCloseable {
  /// Where in the conversation.
  public enum When {
    BEFORE_THE_LINE,
    BEFORE_THE_ANSWER,
    AFTER_THE_ANSWER
  }

  /// @param line of the client, without its end
  private record Trap(Predicate<String> line, When when, Runnable kill, CountDownLatch sprung) {}

  private final ServerSocket socket;
  private final int behind;
  private final AtomicReference<Optional<Trap>> trap = new AtomicReference<>(Optional.empty());

  /// @param behind port of the server on this machine
  public KillingProxy(int behind) throws IOException {
    this.behind = behind;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// Kills once, at the next line of a client that fits.
  ///
  /// @return released when that was done
  public CountDownLatch next(Predicate<String> line, When when, Runnable kill) {
    var sprung = new CountDownLatch(1);
    trap.set(Optional.of(new Trap(line, when, kill, sprung)));
    return sprung;
  }

  /// Waits for it.
  public static void await(CountDownLatch sprung) throws InterruptedException {
    if (!sprung.await(3, TimeUnit.MINUTES)) {
      throw new AssertionError("the place to kill at was not reached");
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      var due = new AtomicReference<Optional<Trap>>(Optional.empty());
      Thread.ofVirtual().start(() -> answers(server, client, due));
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      var line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        line.write(b);
        if (b == '\n') {
          pass(line.toString(StandardCharsets.ISO_8859_1).strip(), due);
          line.writeTo(out);
          out.flush();
          line.reset();
        }
      }
    } catch (IOException _) {
      // the client was killed, or hung up
    }
  }

  private void pass(String line, AtomicReference<Optional<Trap>> due) throws IOException {
    Optional<Trap> set = trap.get().filter(t -> t.line().test(line));
    if (set.isEmpty()) {
      return;
    }
    trap.set(Optional.empty());
    if (set.get().when() == When.BEFORE_THE_LINE) {
      spring(set.get());
      throw new IOException("killed");
    }
    due.set(set);
  }

  private static void answers(Socket server, Socket client, AtomicReference<Optional<Trap>> due) {
    byte[] some = new byte[64 << 10];
    try {
      InputStream in = server.getInputStream();
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        Optional<Trap> now = due.getAndSet(Optional.empty());
        if (now.isPresent() && now.get().when() == When.BEFORE_THE_ANSWER) {
          spring(now.get());
          client.close();
          return;
        }
        client.getOutputStream().write(some, 0, n);
        client.getOutputStream().flush();
        now.ifPresent(KillingProxy::spring);
      }
      client.close();
    } catch (IOException _) {
      // the client was killed, or hung up
    }
  }

  private static void spring(Trap trap) {
    trap.kill().run();
    trap.sprung().countDown();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package it.sportello.web.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A browser's side of a WebSocket.
public final class TestSocket implements AutoCloseable, WebSocket.Listener {
  static {
    // the JDK's client keeps these to itself otherwise; a browser sends both
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin,connection");
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile boolean reading = true;
  private final WebSocket socket;

  private TestSocket(int port, String path, String cookie, String... subprotocols) {
    WebSocket.Builder builder =
        client
            .newWebSocketBuilder()
            .header("Origin", "http://127.0.0.1:" + port)
            .header("Cookie", cookie);
    if (subprotocols.length > 0) {
      builder.subprotocols(subprotocols[0]);
    }
    socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this).join();
  }

  /// Opens a socket.
  ///
  /// @throws java.util.concurrent.CompletionException if the handshake is refused
  public static TestSocket open(int port, String path, String cookie, String... subprotocols) {
    return new TestSocket(port, path, cookie, subprotocols);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
    }
    if (reading) {
      from.request(1);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    messages.add("binary " + data.remaining());
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end.complete("closed " + code);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end.complete("error " + error);
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  public void sendInTwoParts(String first, String second) {
    socket.sendText(first, false).join();
    socket.sendText(second, true).join();
  }

  public void sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /// Takes nothing more off the network.
  public void readNothing() {
    reading = false;
  }

  public void readAgain() {
    reading = true;
    socket.request(1);
  }

  /// The next message.
  public String next() throws InterruptedException {
    String message = messages.poll(5, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message; closed: " + end.getNow("no"));
    }
    return message;
  }

  /// Messages that have come and were not taken.
  public int waiting() {
    return messages.size();
  }

  /// How it ended, waiting for it.
  public String closed() throws Exception {
    return end.get(10, TimeUnit.SECONDS);
  }

  public void closeWith(int code, String reason) {
    socket.sendClose(code, reason).join();
  }

  public void abort() {
    socket.abort();
  }

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}

package it.sportello.bench;

import it.sportello.testkit.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a server and the AMI of its Asterisk, passes everything on, and takes the time
/// from the event that somebody waits to the first redirect of their channel.
final class AmiTap implements AutoCloseable {
  private static final int MOST = 64 * 1024;

  final int port = Ports.freeTcp();
  private final int amiPort;
  private final ServerSocket listening;
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();
  private final List<Long> nanoseconds = new ArrayList<>();

  AmiTap(int amiPort) throws IOException {
    this.amiPort = amiPort;
    listening = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /// Forgets what was measured.
  synchronized void reset() {
    nanoseconds.clear();
  }

  /// What was measured since, from least to most.
  synchronized List<Long> sorted() {
    return nanoseconds.stream().sorted().toList();
  }

  private void accept() {
    try {
      while (true) {
        Socket server = listening.accept();
        var asterisk = new Socket(InetAddress.getLoopbackAddress(), amiPort);
        server.setTcpNoDelay(true);
        asterisk.setTcpNoDelay(true);
        pass(asterisk, server, this::event);
        pass(server, asterisk, this::action);
      }
    } catch (IOException e) {
      if (!listening.isClosed()) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Hears one message: its first line and one of its fields.
  private interface Ear {
    void hear(List<String> lines);
  }

  private static void pass(Socket from, Socket to, Ear ear) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (from;
                  to) {
                copy(from.getInputStream(), to.getOutputStream(), new Messages(ear));
              } catch (IOException e) {
                System.out.println("AMI connection ends: " + e.getMessage());
              }
            });
  }

  private static void copy(InputStream in, OutputStream out, Messages messages) throws IOException {
    byte[] buffer = new byte[MOST];
    var buffered = new BufferedInputStream(in, MOST);
    for (int n = buffered.read(buffer); n >= 0; n = buffered.read(buffer)) {
      messages.take(buffer, n);
      out.write(buffer, 0, n);
    }
  }

  /// Cuts a stream into messages: lines, ended by an empty one.
  private static final class Messages {
    private final Ear ear;
    private final StringBuilder line = new StringBuilder();
    private final List<String> lines = new ArrayList<>();

    Messages(Ear ear) {
      this.ear = ear;
    }

    void take(byte[] bytes, int length) {
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\n') {
          end();
        } else if (c != '\r') {
          line.append(c);
        }
      }
    }

    private void end() {
      if (line.isEmpty()) {
        ear.hear(lines);
        lines.clear();
      } else {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
  }

  private void event(List<String> lines) {
    if (lines.contains("Event: AsyncAGIStart")) {
      waiting.put(field(lines, "Uniqueid"), System.nanoTime());
    }
  }

  private void action(List<String> lines) {
    if (lines.stream().anyMatch(line -> line.equalsIgnoreCase("Action: Redirect"))) {
      Long since = waiting.remove(field(lines, "Channel"));
      if (since != null) {
        add(System.nanoTime() - since);
      }
    }
  }

  private synchronized void add(long took) {
    nanoseconds.add(took);
  }

  private static String field(List<String> lines, String name) {
    String start = name + ": ";
    return lines.stream()
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

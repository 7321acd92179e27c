package it.sportello.testkit;

import it.sportello.base.HostPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Speaks clamd's protocol as a test wants it: well, or in all the ways in which it can go wrong.
public final class ScriptedClamd implements AutoCloseable {
  /// One conversation, after the command was read.
  @FunctionalInterface
  public interface Script {
    /// Reads what follows the command and answers.
    ///
    /// @param command without its `z` and its zero
    void play(String command, DataInputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();
  private volatile Runnable onEnd = () -> {};
  private volatile Script script;

  public ScriptedClamd(Script script) throws IOException {
    this.script = script;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// Plays another script from now on.
  public void script(Script other) {
    script = other;
  }

  public HostPort host() {
    return new HostPort("127.0.0.1", server.getLocalPort());
  }

  /// The commands that came, in order.
  public Queue<String> commands() {
    return commands;
  }

  /// Names what is done after each conversation, when its connection is closed.
  public void onEnd(Runnable task) {
    onEnd = task;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      var in = new DataInputStream(socket.getInputStream());
      var command = new StringBuilder();
      for (int b = in.read(); b > 0; b = in.read()) {
        command.append((char) b);
      }
      commands.add(command.toString());
      script.play(command.substring(1), in, socket.getOutputStream());
    } catch (IOException e) {
      // whoever talks with it has gone
    }
    onEnd.run();
  }

  /// Reads a file as `INSTREAM` sends it, to its end.
  public static byte[] file(DataInputStream in) throws IOException {
    var file = new java.io.ByteArrayOutputStream();
    for (int length = in.readInt(); length != 0; length = in.readInt()) {
      file.write(in.readNBytes(length));
    }
    return file.toByteArray();
  }

  /// Says nothing until the other side goes away.
  public static void silence(DataInputStream in) throws IOException {
    while (in.read() >= 0) {
      // it has nothing to say either
    }
  }

  /// Answers, with the zero at the end.
  public static void say(OutputStream out, String answer) throws IOException {
    out.write((answer + '\0').getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// Says who it is, and plays a script for files.
  public static Script alive(Script files) {
    return (command, in, out) -> {
      if (command.equals("VERSION")) {
        say(out, "ClamAV 0.0.0/test");
      } else {
        files.play(command, in, out);
      }
    };
  }

  /// Takes every file that contains a word for infected.
  public static Script knows(String word) {
    return alive(
        (_, in, out) -> {
          String text = new String(file(in), StandardCharsets.ISO_8859_1);
          say(out, text.contains(word) ? "stream: Test.Word-1 FOUND" : "stream: OK");
        });
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

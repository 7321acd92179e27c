package it.sportello.mail.smtp;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// An SMTP server that answers as it is told and keeps what it heard.
final class ScriptedSmtpServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> answers;
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private volatile String data = "";

  /// @param answers by the beginning of a command; `DATA.` is the answer to the message; an answer
  ///   `hang up` closes the connection
  ScriptedSmtpServer(Map<String, String> answers) {
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  /// The message as it travelled, without the dots that were doubled.
  String data() {
    return data;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept()) {
        talk(one);
      } catch (IOException _) {
        // the client went away, or the test is over
      }
    }
  }

  private void talk(Socket one) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = one.getOutputStream();
    String answer = answers.getOrDefault("", "220 ready");
    while (!answer.equals("hang up")) {
      out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      if (answer.startsWith("354")) {
        readData(in);
        answer = answers.getOrDefault("DATA.", "250 taken");
        continue;
      }
      String command = in.readLine();
      if (command == null) {
        return;
      }
      commands.add(command);
      answer = answerTo(command);
    }
  }

  private void readData(BufferedReader in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        return; // never ended, so never sent
      }
      String bare = line.startsWith(".") ? line.substring(1) : line;
      bytes.writeBytes((bare + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    data = bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private String answerTo(String command) {
    return answers.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty() && command.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(command.startsWith("DATA") ? "354 go on" : "250 ok");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

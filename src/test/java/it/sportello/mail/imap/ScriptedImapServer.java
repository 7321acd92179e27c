package it.sportello.mail.imap;

import java.io.BufferedReader;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An IMAP server with a few messages that misbehaves as it is told; it has no IDLE. The UID of the
/// first message is 11.
final class ScriptedImapServer implements AutoCloseable {
  private static final Pattern BODY =
      Pattern.compile("FETCH (\\d+) \\(BODY.PEEK\\[]<(\\d+)\\.(\\d+)>.*");
  private static final Pattern UIDS = Pattern.compile("UID FETCH (\\d+):(\\S+) .*");
  private static final Pattern META = Pattern.compile("FETCH (\\d+)(?::(\\d+))? .*RFC822.SIZE.*");

  /// What becomes of the body of one message.
  enum Trouble {
    /// The server answers NO.
    REFUSED,
    /// The server answers NO after the first chunk.
    REFUSED_LATER,
    /// The server gives nothing.
    EMPTY,
    /// The connection breaks in the middle, the first two times.
    TORN_TWICE,
    /// The message was deleted meanwhile.
    GONE
  }

  private final ServerSocket socket;
  private final List<String> messages;
  private final Map<Integer, Trouble> troubles = new ConcurrentHashMap<>();
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger torn = new AtomicInteger();

  ScriptedImapServer(List<String> messages) {
    this.messages = messages;
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

  /// @param number of the message, from 1
  void trouble(int number, Trouble trouble) {
    troubles.put(number, trouble);
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept()) {
        talk(one);
      } catch (IOException _) {
        // the client went away, or was thrown out
      }
    }
  }

  private void talk(Socket one) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = one.getOutputStream();
    say(out, "* OK ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int blank = line.indexOf(' ');
      String command = line.substring(blank + 1);
      commands.add(command);
      String end = answer(command, out);
      say(out, line.substring(0, blank) + " " + end);
    }
  }

  private String answer(String command, OutputStream out) throws IOException {
    if (command.startsWith("CAPABILITY")) {
      say(out, "* CAPABILITY IMAP4rev1");
    }
    if (command.startsWith("EXAMINE")) {
      say(out, "* " + messages.size() + " EXISTS");
      say(out, "* OK [UIDVALIDITY 7] ok");
      say(out, "* OK [UIDNEXT " + (11 + messages.size()) + "] ok");
    }
    Matcher uids = UIDS.matcher(command);
    if (uids.matches()) {
      uids(uids, out);
    }
    Matcher meta = META.matcher(command);
    if (meta.matches()) {
      meta(meta, out);
    }
    Matcher body = BODY.matcher(command);
    return body.matches()
        ? body(
            Integer.parseInt(body.group(1)),
            Integer.parseInt(body.group(2)),
            Integer.parseInt(body.group(3)),
            out)
        : "OK done";
  }

  private void uids(Matcher range, OutputStream out) throws IOException {
    int from = Integer.parseInt(range.group(1));
    int to = range.group(2).equals("*") ? Integer.MAX_VALUE : Integer.parseInt(range.group(2));
    for (int i = 1; i <= messages.size(); i++) {
      int uid = 10 + i;
      boolean star = to == Integer.MAX_VALUE && i == messages.size();
      if (star || (uid >= from && uid <= to)) {
        say(out, "* " + i + " FETCH (UID " + uid + ")");
      }
    }
  }

  private void meta(Matcher range, OutputStream out) throws IOException {
    int from = Integer.parseInt(range.group(1));
    int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
    for (int i = from; i <= to; i++) {
      String date = "\"05-Jan-2026 10:20:30 +0100\"";
      int size = messages.get(i - 1).length();
      say(out, "* " + i + " FETCH (RFC822.SIZE " + size + " INTERNALDATE " + date + ")");
    }
  }

  private String body(int number, int from, int most, OutputStream out) throws IOException {
    String message = messages.get(number - 1);
    Trouble trouble = troubles.get(number);
    if (trouble == Trouble.REFUSED || (trouble == Trouble.REFUSED_LATER && from > 0)) {
      return "NO cannot read it";
    }
    if (trouble == Trouble.EMPTY) {
      say(out, "* " + number + " FETCH (BODY[]<0> NIL)");
      return "OK done";
    }
    if (trouble == Trouble.GONE) {
      say(out, "* " + number + " EXPUNGE");
      return "OK done";
    }
    int start = Math.min(from, message.length());
    String rest = message.substring(start, Math.min(start + most, message.length()));
    say(out, "* " + number + " FETCH (BODY[]<" + from + "> {" + rest.length() + "}");
    if (trouble == Trouble.TORN_TWICE && torn.incrementAndGet() <= 2) {
      out.write(rest.substring(0, rest.length() / 2).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      throw new IOException("torn");
    }
    say(out, rest + ")");
    return "OK done";
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package it.sportello.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Registers over a WebSocket as a browser's softphone does (RFC 7118); it cannot take calls.
public final class WebSocketPhone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final String user;
  private int sequence;
  private String lastSent = "";

  /// Connects.
  ///
  /// @param uri Asterisk's `/ws`, or what stands before it
  /// @param user the endpoint's name
  public WebSocketPhone(URI uri, String user) {
    this(uri, user, Map.of());
  }

  /// Connects.
  ///
  /// @param headers of the handshake
  public WebSocketPhone(URI uri, String user, Map<String, String> headers) {
    this.user = user;
    WebSocket.Builder builder =
        client.newWebSocketBuilder().subprotocols("sip").connectTimeout(PATIENCE);
    headers.forEach(builder::header);
    socket = builder.buildAsync(uri, new Frames()).join();
  }

  private final class Frames implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        received.add(message.toString());
        message.setLength(0);
      }
      return WebSocket.Listener.super.onText(webSocket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      received.add("closed " + code);
      return WebSocket.Listener.super.onClose(webSocket, code, reason);
    }
  }

  /// Registers with digest authentication and returns the final status line, such as `SIP/2.0 200
  /// OK`; `closed` and the code if the other side hung up on us instead.
  public String register(String password) {
    send(request(""));
    String challenge = answer();
    if (!challenge.startsWith("SIP/2.0 401")) {
      return challenge.lines().findFirst().orElseThrow();
    }
    send(request(authorization(challenge, password)));
    return answer().lines().findFirst().orElseThrow();
  }

  private String request(String authorization) {
    sequence++;
    return """
    REGISTER sip:sportello.invalid SIP/2.0
    Via: SIP/2.0/WS browser.invalid;branch=z9hG4bK%1$s%2$d
    Max-Forwards: 69
    From: <sip:%1$s@sportello.invalid>;tag=t%1$s
    To: <sip:%1$s@sportello.invalid>
    Call-ID: register-%1$s
    CSeq: %2$d REGISTER
    Contact: <sip:%1$s@browser.invalid;transport=ws>;expires=60
    %3$sContent-Length: 0

    """
        .formatted(user, sequence, authorization)
        .replace("\n", "\r\n");
  }

  /// Source: RFC 7616 section 3.4, with `qop=auth`.
  private String authorization(String challenge, String password) {
    String realm = parameter(challenge, "realm");
    String nonce = parameter(challenge, "nonce");
    String opaque = parameter(challenge, "opaque");
    String uri = "sip:sportello.invalid";
    String secret = md5(user + ":" + realm + ":" + password);
    String response = md5(secret + ":" + nonce + ":00000001:abc:auth:" + md5("REGISTER:" + uri));
    return """
    Authorization: Digest username="%s", realm="%s", nonce="%s", uri="%s", response="%s", \
    algorithm=MD5, cnonce="abc", nc=00000001, qop=auth, opaque="%s"
    """
        .formatted(user, realm, nonce, uri, response, opaque);
  }

  private static String parameter(String challenge, String name) {
    Matcher found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
    return found.find() ? found.group(1) : "";
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// Says what was said before, by this telephone or another, and returns the first line of the
  /// answer.
  public String repeat(String message) {
    send(message);
    return answer().lines().findFirst().orElseThrow();
  }

  /// What was sent last.
  public String lastSent() {
    return lastSent;
  }

  /// Waits until the other side closes and returns `closed` and the code.
  public String closed() {
    return answer();
  }

  private void send(String message) {
    lastSent = message;
    socket.sendText(message, true).join();
  }

  private String answer() {
    try {
      String message = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (message == null) {
        throw new AssertionError("no answer to REGISTER within " + PATIENCE);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Cuts the connection, as a browser does whose tab is closed.
  @Override
  public void close() {
    socket.abort();
    client.close();
  }
}

package it.sportello.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a console says to the server, without the browser: a session, its calls, its live socket.
public final class ConsoleClient implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final String base;
  private final String cookie;
  private final String csrf;
  private @Nullable WebSocket live;

  /// Logs in.
  ///
  /// @param base the server's address without a last slash
  /// @throws IOException if the server does not answer, or refuses
  public ConsoleClient(String base, String user, String password)
      throws IOException, InterruptedException {
    this.base = base;
    String login =
        JsonMapper.shared().writeValueAsString(Map.of("user", user, "password", password));
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(login))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      client.shutdownNow();
      throw new IOException(user + " is not let in: " + answer.statusCode());
    }
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    csrf = JsonMapper.shared().readTree(answer.body()).path("csrf").asString("");
  }

  /// Goes on with the session of another, at a server that was started again elsewhere.
  ///
  /// @param base the server's address without a last slash
  public ConsoleClient(String base, ConsoleClient other) {
    this.base = base;
    cookie = other.cookie;
    csrf = other.csrf;
  }

  /// The cookie of the session, `name=value`.
  public String cookie() {
    return cookie;
  }

  /// Logs out; the client stays what it was, with a cookie that opens nothing.
  public int logOut() throws IOException, InterruptedException {
    return client
        .send(
            request("/api/v1/session")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .DELETE()
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  /// Opens the live socket; its frames come out of [#frames].
  public void goLive() throws IOException {
    URI address = URI.create(base.replaceFirst("^http", "ws") + "/api/v1/live?after=0");
    try {
      live =
          client
              .newWebSocketBuilder()
              .header("Cookie", cookie)
              .header("Origin", base)
              .connectTimeout(ANSWER_WITHIN)
              .buildAsync(address, new Frames())
              .join();
    } catch (CompletionException e) {
      throw new IOException("no live socket", e.getCause());
    }
  }

  /// The frames that came since, oldest first; waiting for one is the caller's matter.
  public BlockingQueue<JsonNode> frames() {
    return frames;
  }

  /// Asks for something.
  ///
  /// @throws IOException if there is no answer, or not a good one
  public JsonNode get(String path) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(text(path));
  }

  /// Asks for something that is not JSON.
  ///
  /// @throws IOException if there is no answer, or not a good one
  public String text(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(request(path).header("Cookie", cookie).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode());
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /// Does something.
  ///
  /// @return the status; 200 once it is done and kept
  /// @throws IOException if there is no answer: then it may be done or not
  public int post(String path, Object body) throws IOException, InterruptedException {
    return answer(path, body).statusCode();
  }

  /// Does something that has an answer.
  ///
  /// @throws IOException if there is no answer: then it may be done or not
  public HttpResponse<String> answer(String path, Object body)
      throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build(),
        BodyHandlers.ofString());
  }

  /// Sends a file.
  ///
  /// @return the answer
  /// @throws IOException if there is no answer, or not a good one
  public JsonNode upload(String path, byte[] bytes) throws IOException, InterruptedException {
    HttpResponse<String> answer = uploading(path, bytes);
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /// Sends a file, whatever the answer.
  public HttpResponse<String> uploading(String path, byte[] bytes)
      throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(bytes))
            .build(),
        BodyHandlers.ofString());
  }

  /// Does something with another method than POST.
  ///
  /// @param body JSON; null for none
  public HttpResponse<String> call(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path).header("Cookie", cookie).header("X-CSRF-Token", csrf);
    if (body == null) {
      return client.send(
          request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }
    return client.send(
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build(),
        BodyHandlers.ofString());
  }

  /// Asks for bytes.
  ///
  /// @param range the header; empty for all of them
  public HttpResponse<byte[]> bytes(String path, String range)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("Cookie", cookie);
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /// Passes every contact's card, page by page.
  ///
  /// @param filter more parameters of the list, for example `&channel=email`; may be empty
  public void eachContact(String filter, Consumer<JsonNode> visitor)
      throws IOException, InterruptedException {
    String after = "";
    do {
      JsonNode page = get("/api/v1/contacts?after=" + after + filter);
      page.path("contacts").forEach(visitor);
      after = page.path("next").asString("");
    } while (!after.isEmpty());
  }

  /// The subjects in the intake log with one fate, newest first.
  public List<String> intake(String fate) throws IOException, InterruptedException {
    var subjects = new ArrayList<String>();
    String before = "";
    while (true) {
      JsonNode page = get("/api/v1/intake?fate=" + fate + before);
      page.path("lines").forEach(line -> subjects.add(line.path("subject").asString()));
      if (page.path("next").isNull()) {
        return List.copyOf(subjects);
      }
      before = "&before=" + page.path("next").asLong();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_WITHIN);
  }

  @Override
  public void close() {
    if (live != null) {
      live.abort();
    }
    client.shutdownNow();
  }

  private final class Frames implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        frames.add(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}

package it.sportello.mail.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks an authorization server for access tokens (RFC 6749 §4.4, §6).
///
/// @param url of the token endpoint
/// @param clientId as which we are registered there
/// @param clientSecret if we were given one
/// @param scope what for; empty: as it was granted
public record TokenEndpoint(
    URI url, String clientId, Optional<String> clientSecret, Optional<String> scope) {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final int MAX_ANSWER = 256 * 1024;
  private static final int MAX_SAID = 300;

  /// Usual where a server does not say how long a token is good.
  private static final long GOOD_FOR_SECONDS = 3_600;

  /// What the server gave.
  ///
  /// @param goodFor from now on
  /// @param refreshToken the next one to ask with, if the server changes it at each use
  record Grant(String accessToken, Duration goodFor, Optional<String> refreshToken) {}

  /// Asks for a token.
  ///
  /// @param refreshToken empty: as the application itself (client credentials)
  /// @throws IOException if it is not given; says what the server said, without secrets
  Grant ask(Optional<String> refreshToken) throws IOException {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", refreshToken.isPresent() ? "refresh_token" : "client_credentials");
    refreshToken.ifPresent(token -> form.put("refresh_token", token));
    form.put("client_id", clientId);
    clientSecret.ifPresent(secret -> form.put("client_secret", secret));
    scope.ifPresent(wanted -> form.put("scope", wanted));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(WITHIN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build();
    try (var client = HttpClient.newBuilder().connectTimeout(WITHIN).build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return read(answer.statusCode(), body.readNBytes(MAX_ANSWER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("told to stop while waiting for " + url, e);
    } catch (IOException e) {
      throw new IOException("token endpoint " + url + ": " + said(e), e);
    }
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? "no connection (" + e + ")" : e.getMessage();
  }

  private static Grant read(int status, byte[] body) throws IOException {
    JsonNode json = json(status, body);
    if (status != 200) {
      throw new IOException(refusal(status, json));
    }
    String token = json.path("access_token").asString("");
    if (token.isEmpty()) {
      throw new IOException("its answer has no access_token");
    }
    long seconds = Math.max(0, json.path("expires_in").asLong(GOOD_FOR_SECONDS));
    return new Grant(
        token,
        Duration.ofSeconds(seconds),
        Optional.of(json.path("refresh_token").asString("")).filter(t -> !t.isEmpty()));
  }

  private static JsonNode json(int status, byte[] body) throws IOException {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IOException("it answered " + status + ", and no JSON", e);
    }
  }

  /// RFC 6749 §5.2.
  private static String refusal(int status, JsonNode json) {
    String error = json.path("error").asString("");
    String words = json.path("error_description").asString("");
    String said = (error + (words.isEmpty() ? "" : ": " + words)).replaceAll("\\s+", " ");
    String short_ = said.length() <= MAX_SAID ? said : said.substring(0, MAX_SAID);
    return "it answered "
        + status
        + (short_.isEmpty() ? "" : " " + short_)
        + switch (error) {
          case "invalid_grant" ->
              " (the refresh token is not good any more: allow access anew, and configure the new"
                  + " one)";
          case "invalid_client", "unauthorized_client" -> " (look at clientId and clientSecret)";
          case "invalid_scope" -> " (look at scope)";
          default -> "";
        };
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// Without the secret.
  @Override
  public String toString() {
    return clientId + " at " + url;
  }
}

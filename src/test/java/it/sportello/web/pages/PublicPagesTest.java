package it.sportello.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The pages for citizens, in the whole product.
class PublicPagesTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String SUBJECT = "Rinnovo della tessera";

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();

  private static Consumer<Path> with(String before, String after) {
    return config -> {
      Path file = config.resolve("sportello.yaml");
      try {
        String text = Files.readString(file);
        assertTrue(text.contains(before), before);
        Files.writeString(file, text.replace(before, after));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private HttpResponse<String> get(Center center, String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(center.url(path))).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> sendForm(Center center, int files) throws Exception {
    var parts = new StringBuilder();
    Map.of(
            "topic", "informazioni",
            "name", "Anna Verdi",
            "email", "anna.verdi@cittadini.example",
            "subject", SUBJECT,
            "text", "Come faccio?",
            "consent", "on")
        .forEach((name, value) -> parts.append(part("name=\"" + name + "\"", value)));
    for (int i = 0; i < files; i++) {
      parts.append(part("name=\"files\"; filename=\"f" + i + ".txt\"", "prova"));
    }
    return http.send(
        HttpRequest.newBuilder(URI.create(center.url("/?lang=it")))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(BodyPublishers.ofString(parts + "--edge--\r\n"))
            .build(),
        BodyHandlers.ofString());
  }

  private static String part(String disposition, String value) {
    return "--edge\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    assertTrue(start >= before.length(), before + " in " + text);
    return text.substring(start, text.indexOf(after, start));
  }

  private static String state(HttpResponse<String> page) {
    assertEquals(200, page.statusCode(), page.body());
    return between(page.body(), "data-testid=\"state\"><strong>", "</strong>");
  }

  @Test
  void whoHasTheCodeSeesHowFarTheRequestIs() throws Exception {
    try (Center center = Center.start(directory, "", _ -> {})) {
      HttpResponse<String> thanks = sendForm(center, 2);
      assertEquals(200, thanks.statusCode(), thanks.body());
      String link = between(thanks.body(), "<p><a href=\"/status", "\"");
      String code = between(thanks.body(), "data-testid=\"code\">", "<");
      assertEquals("?code=" + code, link);
      Eventually.within(SOON, () -> found(center, "/status" + link));
      HttpResponse<String> page = get(center, "/status" + link + "&lang=it");
      assertEquals("In attesa: la prenderà in carico un operatore", state(page));
      assertFalse(page.body().contains("Verdi") || page.body().contains(SUBJECT), page.body());
      assertEquals("noindex", page.headers().firstValue("X-Robots-Tag").orElse(""));
      assertTrue(page.body().contains("/status?code=" + code + "&amp;lang=en"), page.body());
      String typed = " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
      String query = "?lang=en&code=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
      assertEquals("Waiting for somebody to take it on", state(get(center, "/status" + query)));

      try (ConsoleClient anna = console(center)) {
        String id = accepted(anna);
        Eventually.within(SOON, () -> shows(center, code, "Somebody is working on it"));
        assertEquals(200, anna.post("/api/v1/contacts/" + id + "/reply", Map.of("text", "Ecco.")));
        Eventually.within(SOON, () -> shows(center, code, "Last answer sent"));
        assertEquals(200, anna.post("/api/v1/contacts/" + id + "/finish", Map.of()));
        Map<String, Object> how = Map.of("classification", List.of(), "note", "");
        assertEquals(200, anna.post("/api/v1/contacts/" + id + "/close", how));
        Eventually.within(SOON, () -> shows(center, code, "<strong>Closed</strong>"));
      }
    }
  }

  private boolean found(Center center, String path) {
    try {
      return get(center, path).statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private boolean shows(Center center, String code, String words) {
    try {
      return get(center, "/status?lang=en&code=" + code).body().contains(words);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ConsoleClient console(Center center) throws Exception {
    var anna = new ConsoleClient(center.url(""), "anna", center.password("anna"));
    anna.goLive();
    assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
    return anna;
  }

  private static String accepted(ConsoleClient anna) {
    var found = new String[1];
    Eventually.within(
        SOON,
        () -> {
          try {
            JsonNode card = anna.get("/api/v1/contacts").path("contacts").path(0);
            found[0] = card.path("id").asString("");
            return card.path("state").path("kind").asString("").equals("offered")
                && anna.post("/api/v1/contacts/" + found[0] + "/accept", Map.of()) == 200;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    return found[0];
  }

  @Test
  void whoGuessesIsToldNothingAndAskedToWait() throws Exception {
    String rate = "  status: {rate: {requests: 3, per: 1 d}}\n  form:\n";
    try (Center center = Center.start(directory, "", with("\n  form:\n", "\n" + rate))) {
      String evil = URLEncoder.encode("\"><script>{{w:send}}", StandardCharsets.UTF_8);
      HttpResponse<String> page = get(center, "/status?lang=it&code=" + evil);
      assertEquals(404, page.statusCode());
      assertTrue(page.body().contains("Nessuna richiesta ha questo codice"), page.body());
      assertTrue(page.body().contains("&quot;&gt;&lt;script&gt;&#123;&#123;w:send}}"), page.body());
      assertEquals(404, get(center, "/status?code=SP-0000-0000").statusCode());
      assertEquals(200, get(center, "/status?code=").statusCode());
      assertEquals(404, get(center, "/status?code=" + "x".repeat(5_000)).statusCode());
      HttpResponse<String> late = get(center, "/status?lang=it&code=SP-0000-0001");
      assertEquals(429, late.statusCode());
      assertTrue(late.body().contains("troppi codici"), late.body());
      assertEquals(200, get(center, "/status").statusCode());
    }
  }

  @Test
  void isNotThereWhereTheCenterDoesNotWantIt() throws Exception {
    String off = "\n  status: {enabled: false}\n  form:\n    maxAttachments: 0\n";
    try (Center center = Center.start(directory, "", with("\n  form:\n", off))) {
      HttpResponse<String> form = get(center, "/?lang=it");
      assertFalse(form.body().contains("type=\"file\""), form.body());
      HttpResponse<String> thanks = sendForm(center, 0);
      String code = between(thanks.body(), "data-testid=\"code\">", "<");
      assertFalse(thanks.body().contains("/status"), thanks.body());
      assertEquals(404, get(center, "/status?code=" + code).statusCode());
      assertEquals(400, sendForm(center, 1).statusCode());
    }
  }

  @Test
  void takesAsManyFilesAsTheCenterAllows() throws Exception {
    String two = "\n  form:\n    maxAttachments: 2\n    maxSize: 64 KiB\n";
    try (Center center = Center.start(directory, "", with("\n  form:\n", two))) {
      String hint = between(get(center, "/?lang=it").body(), "<p class=\"hint\">Al", "</p>");
      assertEquals(" massimo 2 file, 64 kB in tutto.", hint);
      assertEquals(200, sendForm(center, 2).statusCode());
      HttpResponse<String> three = sendForm(center, 3);
      assertEquals(400, three.statusCode());
      assertTrue(three.body().contains("Sono ammessi al massimo 2 file."), three.body());
    }
  }

  @Test
  void codesAreReadAsPeopleTypeThem() {
    String read =
        List.of("sp-7k2q-9m4x", "SP 7K2Q 9M4X", "sp7k2q9m4x", "SP-7K2Q-9M4X.", "SP-OIL0-1234")
            .stream()
            .map(StatusPage::code)
            .distinct()
            .collect(Collectors.joining(" "));
    assertEquals("SP-7K2Q-9M4X SP-0110-1234", read);
    assertEquals("7K2Q", StatusPage.code(" 7K2Q "));
  }
}

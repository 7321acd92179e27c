package it.sportello.testkit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One headless Chromium with an empty profile and a microphone that beeps, driven through
/// `e2e/driver.mjs`.
///
/// Elements are named by their `data-testid`. Every step waits for what it needs, for 30 s at most.
public final class Browser implements AutoCloseable {
  private static final Path CONSOLE = Path.of("src/main/console");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private Browser(Process process) {
    this.process = process;
    commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Starts a browser. Where there is none the test is skipped, and fails on a build server.
  public static Browser start() throws IOException {
    if (!Files.isExecutable(Path.of("/usr/bin/chromium"))
        || !Files.isDirectory(CONSOLE.resolve("node_modules/playwright-core"))) {
      String missing = "no browser here: chromium and the console's node_modules are needed";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(missing);
      }
      Assumptions.abort(missing);
    }
    return new Browser(
        new ProcessBuilder("node", "e2e/driver.mjs")
            .directory(CONSOLE.toFile())
            .redirectError(ProcessBuilder.Redirect.to(new File("target/browser.log")))
            .start());
  }

  /// Logs a user in to the console.
  public void logIn(Center center, String user) {
    open(center.url("/console/"));
    fill("login-user", user);
    fill("login-password", center.password(user));
    click("login-submit");
    see("presence");
  }

  public void open(String url) {
    run("goto", Map.of("url", url));
  }

  public void fill(String id, String text) {
    run("fill", Map.of("id", id, "text", text));
  }

  /// Chooses a file of this machine in a field for files.
  public void upload(String id, Path file) {
    run("upload", Map.of("id", id, "file", file.toAbsolutePath().toString()));
  }

  public void click(String id) {
    run("click", Map.of("id", id));
  }

  public void select(String id, String value) {
    run("select", Map.of("id", id, "value", value));
  }

  public void see(String id) {
    run("see", Map.of("id", id));
  }

  public String text(String id) {
    return run("text", Map.of("id", id)).asString("");
  }

  public String attribute(String id, String name) {
    return run("attribute", Map.of("id", id, "name", name)).asString("");
  }

  /// Fills a field of a page that has no test ids.
  public void type(String css, String text) {
    run("type", Map.of("css", css, "text", text));
  }

  public void choose(String css, String value) {
    run("choose", Map.of("css", css, "value", value));
  }

  public void check(String css) {
    run("check", Map.of("css", css));
  }

  public void press(String css) {
    run("press", Map.of("css", css));
  }

  /// Runs an expression in the page.
  public JsonNode evaluate(String script) {
    return run("evaluate", Map.of("script", script));
  }

  public void screenshot(Path file) {
    run("screenshot", Map.of("file", file.toAbsolutePath().toString()));
  }

  private JsonNode run(String what, Map<String, String> details) {
    var command = new LinkedHashMap<String, String>(details);
    command.put("do", what);
    try {
      commands.write(JSON.writeValueAsString(command));
      commands.newLine();
      commands.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the browser ended: see target/browser.log");
      }
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new AssertionError(command + ": " + answer);
      }
      return answer.path("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package it.sportello.bench;

import it.sportello.testkit.Center;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a Java machine of its own, with the flags that the product is started with.
final class ServerProcess implements AutoCloseable {
  static final String[] FLAGS = {
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-XX:+UseCompactObjectHeaders"
  };

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts the product with the configuration it is shipped with, on free ports.
  ///
  /// @param directory where configuration and data go
  static ServerProcess product(Path directory) throws IOException {
    Path config = directory.resolve("config");
    Center.copy(Path.of("config"), config);
    int port = Ports.freeTcp();
    Path file = config.resolve("sportello.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("127.0.0.1:8080", "127.0.0.1:" + port)
            .replace("127.0.0.1:3025", "127.0.0.1:" + Ports.freeTcp())
            .replace("127.0.0.1:3143", "127.0.0.1:" + Ports.freeTcp())
            .replace("form:\n", "form:\n    rate: {requests: 1000000, per: 1 s}\n")
            .replace("../knowledge-base", Path.of("knowledge-base").toAbsolutePath().toString()));
    return start(
        directory,
        port,
        "it.sportello.Main",
        "serve",
        "--config",
        config.toString(),
        "--data",
        directory.resolve("data").toString());
  }

  /// Starts a class of these programs; it gets the port and the other arguments.
  static ServerProcess of(Class<?> main, Path directory, String... arguments) throws IOException {
    int port = Ports.freeTcp();
    var all = new ArrayList<>(List.of(Integer.toString(port)));
    all.addAll(List.of(arguments));
    return start(directory, port, main.getName(), all.toArray(String[]::new));
  }

  private static ServerProcess start(Path directory, int port, String main, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of(FLAGS));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    File log = Files.createDirectories(directory).resolve("log").toFile();
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    var server = new ServerProcess(builder.start(), port);
    Eventually.within(PATIENCE, server::isListening);
    return server;
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new AssertionError("the server ended");
    }
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Waits until `path` answers 200.
  void awaitReady(String path) {
    Eventually.within(
        PATIENCE,
        () -> {
          try (var one = new Connection(port)) {
            return one.exchange(Connection.get(path)) == 200;
          } catch (IOException _) {
            return false;
          }
        });
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("the server does not stop");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  static void removeTree(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

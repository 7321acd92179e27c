package it.sportello.bench;

import it.sportello.routing.RoutingBenchmark;
import it.sportello.routing.RoutingLatencyBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the measurements named, one after the other, each beside what it is compared with.
public final class Benchmarks {
  private Benchmarks() {}

  /// Measures and says what came of it.
  ///
  /// @param args some of `intake`, `routing`, `memory`, `journal`, `phone`, `mail`
  public static void main(String[] args) throws Exception {
    say(
        "machine",
        Runtime.getRuntime().availableProcessors()
            + " cores, "
            + load()
            + ", Java "
            + Runtime.version());
    Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench");
    for (String name : args) {
      System.out.println("\n== " + name);
      Path directory = work.resolve(name);
      switch (name) {
        case "intake" -> new IntakeBenchmark(directory).run();
        case "memory" -> new StartBenchmark(directory).run();
        case "phone" -> new PhoneBenchmark(directory).run();
        case "mail" -> new MailBenchmark(directory).run();
        case "journal" -> JournalBenchmark.main(new String[] {directory.toString()});
        case "routing" ->
            new Runner(
                    new OptionsBuilder()
                        .include(RoutingBenchmark.class.getName())
                        .include(RoutingLatencyBenchmark.class.getName())
                        .jvmArgsAppend(ServerProcess.FLAGS)
                        .build())
                .run();
        default -> throw new IllegalArgumentException("no benchmark " + name);
      }
    }
    ServerProcess.removeTree(work);
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.isReadable(file)
        ? "load " + Files.readString(file).split(" ", 2)[0]
        : "load unknown";
  }

  static void say(String what, String value) {
    System.out.printf(Locale.ROOT, "%-58s %s%n", what, value);
  }

  static void say(String what, double value) {
    say(what, String.format(Locale.ROOT, "%,.1f", value));
  }
}

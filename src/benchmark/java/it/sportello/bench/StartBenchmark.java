package it.sportello.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the product takes to be ready with the configuration it is shipped with, and what
/// memory it has then. Each start is a first one: passwords are made.
final class StartBenchmark {
  private static final int RUNS = 5;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Path directory;

  StartBenchmark(Path directory) {
    this.directory = directory;
  }

  void run() throws IOException, InterruptedException {
    var seconds = new double[RUNS];
    var megabytes = new double[RUNS];
    var heap = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      try (var server = ServerProcess.product(directory.resolve("run" + i))) {
        server.awaitReady("/health/ready");
        seconds[i] = (System.nanoTime() - start) / 1e9;
        heap[i] = heapAfterCollection(server.pid());
        megabytes[i] = resident(server.pid());
      }
    }
    Benchmarks.say("from the start to ready, s", middle(seconds));
    Benchmarks.say("heap in use when ready, after a collection, MiB", middle(heap));
    Benchmarks.say("resident when ready, MiB", middle(megabytes));
  }

  private static double resident(long pid) throws IOException {
    Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    if (!found.find()) {
      throw new IllegalStateException("no VmRSS of " + pid);
    }
    return Long.parseLong(found.group(1)) / 1024.0;
  }

  private static double heapAfterCollection(long pid) throws IOException, InterruptedException {
    command(pid, "GC.run");
    Matcher used = Pattern.compile("used (\\d+)K").matcher(command(pid, "GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("no heap of " + pid);
    }
    return Long.parseLong(used.group(1)) / 1024.0;
  }

  private static String command(long pid, String name) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(tool, Long.toString(pid), name).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}

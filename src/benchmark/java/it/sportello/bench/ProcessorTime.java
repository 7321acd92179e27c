package it.sportello.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has used of the processors (Linux).
final class ProcessorTime {
  /// What the kernel counts in, on every common Linux.
  private static final double TICKS_PER_SECOND = 100;

  private ProcessorTime() {}

  /// In seconds, in the program and in the kernel, of all its threads.
  static double of(long pid) throws IOException {
    return seconds(Path.of("/proc", Long.toString(pid)));
  }

  /// The same of those threads of a Java machine that translate its program.
  static double ofCompilers(long pid) throws IOException {
    double sum = 0;
    try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).contains("CompilerThre")) {
          sum += seconds(task);
        }
      }
    }
    return sum;
  }

  private static double seconds(Path task) throws IOException {
    String stat = Files.readString(task.resolve("stat"));
    // the name in parentheses may contain anything
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}

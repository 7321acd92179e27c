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
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // the name in parentheses may contain anything
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}

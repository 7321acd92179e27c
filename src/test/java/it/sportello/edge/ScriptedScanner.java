package it.sportello.edge;

import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A scanner that takes every file with the word `virus` for infected, and does not come to an end
/// with one that says `bomb`.
final class ScriptedScanner implements VirusScanner {
  volatile boolean away;
  final Queue<String> scanned = new ConcurrentLinkedQueue<>();

  @Override
  public Verdict scan(InputStream bytes) throws ScannerUnavailable, IOException {
    String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    if (away) {
      throw new ScannerUnavailable("nobody is there");
    }
    scanned.add(text);
    if (text.contains("bomb")) {
      throw new ScannerUnavailable("it said nothing");
    }
    return text.contains("virus") ? Verdict.infected("Test.Word") : Verdict.clean();
  }

  @Override
  public String version() throws ScannerUnavailable {
    if (away) {
      throw new ScannerUnavailable("nobody is there");
    }
    return "Scripted 1";
  }
}

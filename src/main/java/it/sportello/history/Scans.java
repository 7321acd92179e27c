package it.sportello.history;

import it.sportello.history.ContactHistory.Message;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a virus scanner said of the attachments of a message.
final class Scans {
  private Scans() {}

  /// The message after some of its attachments were scanned. No later word makes an infected file
  /// harmless.
  static Message with(Message m, List<ScannedFile> files) {
    Map<Integer, ScannedFile> all = new TreeMap<>();
    m.scans().forEach(s -> all.put(s.part(), s));
    for (ScannedFile file : files) {
      all.merge(file.part(), file, (old, now) -> old.verdict().isInfected() ? old : now);
    }
    return Draft.with(
        m, m.delivery(), m.failures(), m.recipients(), m.evidence(), List.copyOf(all.values()));
  }

  /// The worst that was said, for a line to read: the message's number, a code, and the names of
  /// the viruses.
  static String said(int n, List<ScannedFile> files) {
    String viruses =
        files.stream()
            .filter(f -> f.verdict().isInfected())
            .map(ScannedFile::detail)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!viruses.isEmpty()) {
      return n + " " + Verdict.Kind.INFECTED.code() + " " + viruses;
    }
    boolean unknown = files.stream().anyMatch(f -> f.kind() == Verdict.Kind.UNSCANNABLE);
    return n + " " + (unknown ? Verdict.Kind.UNSCANNABLE : Verdict.Kind.CLEAN).code();
  }
}

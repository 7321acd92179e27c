package it.sportello.edge;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.history.ContactHistory.Message;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One message whose attachments are to be scanned, and what was said of them so far. In the hands
/// of one thread at a time.
final class ScanJob {
  /// Which message.
  record Place(ContactId contact, int n) {}

  private final Place place;
  private final Optional<Sha256> raw;
  private final List<Attachment> attachments;
  private final boolean remembered;
  private final Map<Integer, ScannedFile> said = new TreeMap<>();
  private int failures;
  private long notBefore = Long.MIN_VALUE;

  private ScanJob(
      Place place, Optional<Sha256> raw, List<Attachment> attachments, boolean remembered) {
    this.place = place;
    this.raw = raw;
    this.attachments = attachments;
    this.remembered = remembered;
  }

  /// A message that has just come.
  static ScanJob of(ContactEvent.MessageReceived e) {
    return new ScanJob(new Place(e.id(), e.n()), e.raw(), e.attachments(), false);
  }

  /// A message that came before; what was said of some of its attachments stays.
  static ScanJob of(ContactId contact, Message m) {
    var job = new ScanJob(new Place(contact, m.n()), m.raw(), m.attachments(), true);
    m.scans().forEach(s -> job.said.put(s.part(), s));
    return job;
  }

  Place place() {
    return place;
  }

  Optional<Sha256> raw() {
    return raw;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /// Whether it was found among what came before, where a verdict may stand meanwhile.
  boolean isRemembered() {
    return remembered;
  }

  /// What was not looked at yet.
  List<Attachment> rest() {
    return attachments.stream().filter(a -> !said.containsKey(a.part())).toList();
  }

  void said(int part, Verdict verdict) {
    said.put(part, ScannedFile.of(part, verdict));
    failures = 0;
  }

  List<ScannedFile> said() {
    return new ArrayList<>(said.values());
  }

  /// Counts a failure that is the file's, not the scanner's.
  ///
  /// @return how often that happened in a row
  int failed() {
    return ++failures;
  }

  /// How often that happened in a row.
  int failures() {
    return failures;
  }

  /// From when on it may be tried, in nanoseconds of the system's clock for spans.
  long notBefore() {
    return notBefore;
  }

  void notBefore(long nanos) {
    notBefore = nanos;
  }
}

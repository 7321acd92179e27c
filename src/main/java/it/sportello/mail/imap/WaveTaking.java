package it.sportello.mail.imap;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.imap.ImapFolderLink.Found;
import it.sportello.mail.imap.MessageTaking.Fetched;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Takes several small messages together, so that they share the disk's syncs and the journal's:
/// all are stored, then read, then handed over in the order of their UIDs.
///
/// Where they cannot be stored none is handed over, and all are fetched again. Used by one thread.
final class WaveTaking {
  /// Together, in memory; a page of ordinary messages.
  private static final long MAX_BYTES = 4 << 20;

  /// A letter without attachments; a larger message comes alone.
  private static final long SMALL_BYTES = 128 << 10;

  /// Read at the same time.
  private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final IntakePorts ports;
  private final MessageTaking taking;
  private final Consumer<InboundMail> taken;
  private final List<Fetched> wave = new ArrayList<>();

  /// @param taken is shown each message that was taken for good
  WaveTaking(IntakePorts ports, MessageTaking taking, Consumer<InboundMail> taken) {
    this.ports = ports;
    this.taking = taking;
    this.taken = taken;
  }

  /// Cuts a page into messages that may be asked for, and held in memory, together.
  static List<List<Found>> together(List<Found> page) throws MessagingException {
    var runs = new ArrayList<List<Found>>();
    long bytes = MAX_BYTES;
    for (Found found : page) {
      long size = found.message().getSizeLong();
      boolean small = size >= 0 && size <= SMALL_BYTES;
      bytes = small ? bytes + size : MAX_BYTES + 1;
      if (bytes > MAX_BYTES) {
        runs.add(new ArrayList<>());
        bytes = small ? size : MAX_BYTES + 1;
      }
      runs.getLast().add(found);
    }
    return runs;
  }

  /// Adds the next message.
  void add(Fetched next) {
    wave.add(next);
  }

  /// Forgets what was not handed over.
  void begin() {
    wave.clear();
  }

  /// Stores, reads and hands over what was added; durable when it returns.
  void handOver() throws IOException, MailNotTaken, InterruptedException {
    List<Fetched> now = List.copyOf(wave);
    begin();
    if (now.isEmpty()) {
      return;
    }
    List<InboundMail> read =
        read(now, ports.raw().putAll(now.stream().map(Fetched::bytes).toList()));
    ports.sink().takeAll(read, taken);
  }

  private List<InboundMail> read(List<Fetched> now, List<Sha256> names)
      throws IOException, InterruptedException {
    var work = new ArrayList<Callable<InboundMail>>();
    for (int i = 0; i < now.size(); i++) {
      Fetched fetched = now.get(i);
      Sha256 name = names.get(i);
      work.add(() -> taking.read(fetched, name));
    }
    var read = new ArrayList<InboundMail>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Future<InboundMail> one : threads.invokeAll(work)) {
        read.add(one.get());
      }
      return read;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("reading a message failed", e.getCause());
    }
  }
}

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
/// all are stored, then read, then handed over in the order of their UIDs, while the next are
/// fetched.
///
/// Where they cannot be stored none is handed over, and all are fetched again. Used by one thread;
/// the sink is told of them on others, one after the other.
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
  private final WaveLine line;
  private final List<Fetched> wave = new ArrayList<>();

  /// @param name of the threads, for people
  /// @param taken is shown each message that was taken for good; called on other threads
  WaveTaking(String name, IntakePorts ports, MessageTaking taking, Consumer<InboundMail> taken) {
    line = new WaveLine(name);
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

  /// Sends what was added on its way, once what was sent before leaves room for it.
  ///
  /// @throws IOException if something sent before could not be stored
  /// @throws MailNotTaken if something sent before could not be recorded
  void handOver() throws IOException, MailNotTaken, InterruptedException {
    if (!wave.isEmpty()) {
      var sent = new Wave(List.copyOf(wave));
      wave.clear();
      line.send(sent);
    }
  }

  /// Sends what was added and waits until it is durable.
  ///
  /// @throws IOException if it could not be stored
  /// @throws MailNotTaken if it could not be recorded
  void finish() throws IOException, MailNotTaken, InterruptedException {
    handOver();
    line.finish();
  }

  /// Forgets what was not handed over, and waits until nothing is on its way any more.
  void clear() {
    wave.clear();
    line.clear();
  }

  /// Some messages that are stored together.
  private final class Wave implements WaveLine.Wave {
    private final List<Fetched> fetched;
    private List<InboundMail> read = List.of();

    Wave(List<Fetched> fetched) {
      this.fetched = fetched;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
      read = read(fetched, ports.raw().putAll(fetched.stream().map(Fetched::bytes).toList()));
    }

    @Override
    public void record() throws MailNotTaken, InterruptedException {
      ports.sink().takeAll(read, taken);
    }
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

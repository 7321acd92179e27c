package it.sportello.mail.door;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.journal.RawStore;
import it.sportello.mail.MailSink;
import it.sportello.mail.mime.MimeReader;
import it.sportello.observe.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for a local mail server that hands mail over.
///
/// Each connection is a virtual thread with a blocking socket, not a Netty channel: every step of
/// the conversation waits for the disk or for the journal, so an event loop would only pass it on.
public final class MailDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailDoor.class);
  private static final int BACKLOG = 100;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DoorOptions options;
  private final DoorDelivery delivery;
  private final MeterRegistry meters;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /// Begins to listen.
  ///
  /// @param sink where messages go, from many threads
  /// @throws IOException if the port cannot be had
  public static MailDoor open(
      DoorOptions options,
      MailSink sink,
      RawStore raw,
      MimeReader reader,
      MeterRegistry meters,
      InstantSource clock)
      throws IOException {
    var listening = new ServerSocket();
    try {
      listening.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
    } catch (IOException e) {
      listening.close();
      throw new IOException(
          "mail cannot be taken at " + options.host() + ":" + options.port() + ": " + e, e);
    }
    var delivery = new DoorDelivery(raw, reader, sink, clock);
    var door = new MailDoor(options, delivery, meters, listening);
    Thread.ofVirtual().name("mail-door").start(door::listen);
    return door;
  }

  private MailDoor(
      DoorOptions options, DoorDelivery delivery, MeterRegistry meters, ServerSocket listening) {
    this.options = options;
    this.delivery = delivery;
    this.meters = meters;
    this.listening = listening;
    Gauge.builder(Meters.MAIL_DOOR_CONNECTIONS, open, Set::size).register(meters);
    for (String result : new String[] {"taken", "later", "refused"}) {
      meters.counter(Meters.MAIL_HANDED_OVER, "result", result);
    }
  }

  /// The port it listens on.
  public int port() {
    return listening.getLocalPort();
  }

  private void listen() {
    while (!closing) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().name("mail-door-client").start(() -> serve(socket));
      } catch (IOException e) {
        if (!closing) {
          LOG.warn("a client that hands mail over could not be let in", e);
          // a process without a file left to open fails at once, again and again
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout((int) options.answerWithin().toMillis());
      socket.setTcpNoDelay(true);
      var wire = new DoorWire(socket);
      InetAddress from = socket.getInetAddress();
      if (options.allowed().stream().noneMatch(range -> range.contains(from))) {
        LOG.warn("{} may not hand mail over", from.getHostAddress());
        wire.say("554 5.7.1 you may not hand mail over here");
        return;
      }
      open.add(socket);
      if (open.size() > options.maxConnections() || closing) {
        wire.say("421 4.3.2 too many connections, come again");
        return;
      }
      new DoorSession(wire, options, delivery, this::count, () -> closing).talk();
    } catch (IOException e) {
      LOG.debug("a client that handed mail over has gone: {}", e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      // without an answer the client keeps the message and comes again
      LOG.error("a bug while mail was handed over", bug);
    } finally {
      open.remove(socket);
    }
  }

  private void count(String result) {
    meters.counter(Meters.MAIL_HANDED_OVER, "result", result).increment();
  }

  /// Stops. Who is in the middle of handing over hears nothing and comes again.
  @Override
  public void close() {
    closing = true;
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.debug("closing: {}", e.toString());
    }
  }
}

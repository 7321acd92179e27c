package it.sportello.telephony.ami;

import it.sportello.base.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventsAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one AMI connection: logs in, notices when it breaks, comes back with growing pauses.
///
/// Connecting and waiting happen on a thread of its own, `phone-link`. asterisk-java's threads only
/// hand events to the lane: an action sent from inside a listener would wait for an answer that the
/// same thread has to deliver.
final class AmiLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PING_EVERY = Duration.ofSeconds(10);
  private static final int CONNECT_WITHIN_MS = 3_000;
  private static final int ANSWER_WITHIN_MS = 5_000;

  /// More events than this waiting for the lane: something is wrong, starting afresh is cheaper.
  private static final int MOST_PENDING = 20_000;

  private final AmiConfig config;
  private final Lane lane;
  private final Owner owner;
  private final AmiMeters meters;
  private final Thread thread = Thread.ofPlatform().name("phone-link").unstarted(this::keepUp);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger pending = new AtomicInteger();
  private volatile Optional<ManagerConnection> current = Optional.empty();
  private volatile Optional<Session> session = Optional.empty();
  private volatile String trouble = "";

  /// Who hears of it. All methods are called on the lane.
  interface Owner {
    /// The link is up; events follow when this returns.
    ///
    /// @throws IOException if it is not usable after all; it will be closed and tried again
    void up(ManagerConnection connection) throws IOException;

    void event(ManagerEvent event);

    /// The link that was up is gone; not called when we close it ourselves.
    void down();
  }

  AmiLink(AmiConfig config, Lane lane, Owner owner, AmiMeters meters) {
    this.config = config;
    this.lane = lane;
    this.owner = owner;
    this.meters = meters;
  }

  void start() {
    thread.start();
  }

  /// Returns the connection, if there is one now. Any thread.
  Optional<ManagerConnection> connection() {
    return current;
  }

  /// Ends the connection, if there is one, and makes a new one: everything is read again. Any
  /// thread.
  void startAfresh() {
    session.ifPresent(s -> s.lost.countDown());
  }

  private void keepUp() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closing.await(0, TimeUnit.MILLISECONDS)) {
        boolean wasUp = serveOneConnection();
        pause = wasUp ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      LOG.debug("phone link ends");
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// One connection while it lasts.
  private static final class Session {
    final ManagerConnection connection;
    final CountDownLatch lost = new CountDownLatch(1);
    volatile boolean wasUp;

    Session(ManagerConnection connection) {
      this.connection = connection;
    }
  }

  /// Connects, and returns when the connection is over.
  ///
  /// @return whether it ever was of use
  private boolean serveOneConnection() throws InterruptedException {
    var session = new Session(prepare());
    ManagerEventListener listener = event -> received(session, event);
    session.connection.addEventListener(listener);
    try {
      session.connection.login("off");
    } catch (IOException
        | TimeoutException
        | AuthenticationFailedException
        | IllegalStateException e) {
      tell(e);
      return false;
    }
    this.session = Optional.of(session);
    current = Optional.of(session.connection);
    lane.run(() -> opened(session));
    try {
      waitUntilLost(session);
    } finally {
      session.connection.removeEventListener(listener);
      current = Optional.empty();
      this.session = Optional.empty();
      lane.run(() -> closed(session));
      logOff(session.connection);
    }
    return session.wasUp;
  }

  private ManagerConnection prepare() {
    var connection =
        new DefaultManagerConnection(config.host(), config.port(), config.user(), config.secret());
    connection.setSocketTimeout(CONNECT_WITHIN_MS);
    connection.setDefaultResponseTimeout(ANSWER_WITHIN_MS);
    connection.registerUserEventClass(CcDialEndEvent.class);
    connection.registerUserEventClass(CcOutEvent.class);
    connection.registerUserEventClass(CcAskEvent.class);
    return connection;
  }

  /// Says why it does not work, once for each reason.
  private void tell(Exception e) {
    String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
    if (!reason.equals(trouble)) {
      trouble = reason;
      LOG.warn("phone link to {}:{} does not come up: {}", config.host(), config.port(), reason);
    }
  }

  /// Called on asterisk-java's thread.
  private void received(Session session, ManagerEvent event) {
    if (event instanceof DisconnectEvent) {
      session.lost.countDown();
      return;
    }
    if (pending.incrementAndGet() > MOST_PENDING) {
      LOG.warn("more than {} AMI events wait: closing the link to start afresh", MOST_PENDING);
      session.lost.countDown();
    }
    lane.run(
        () -> {
          pending.decrementAndGet();
          if (current.filter(session.connection::equals).isPresent()) {
            owner.event(event);
          }
        });
  }

  /// Events are switched on here, on the lane: so all of them queue behind what `up` reads.
  private void opened(Session session) {
    try {
      session.connection.sendAction(new EventsAction("on"), ANSWER_WITHIN_MS);
      owner.up(session.connection);
      session.wasUp = true;
      trouble = "";
      LOG.info("phone link to {}:{} is up", config.host(), config.port());
    } catch (IOException | TimeoutException | IllegalStateException e) {
      tell(e);
      session.lost.countDown();
    }
  }

  private void closed(Session session) {
    if (closing.getCount() == 0 || !session.wasUp) {
      return;
    }
    LOG.warn("phone link to {}:{} is lost; calls there go on", config.host(), config.port());
    meters.linkLost();
    owner.down();
  }

  /// A line that is cut without a word shows only when nobody answers.
  private static void waitUntilLost(Session session) throws InterruptedException {
    while (!session.lost.await(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        session.connection.sendAction(new PingAction(), ANSWER_WITHIN_MS);
      } catch (IOException | TimeoutException | IllegalStateException e) {
        LOG.warn("phone link: no answer to a ping ({}), connecting again", e.getMessage());
        return;
      }
    }
  }

  /// Also ends asterisk-java's own attempts to come back.
  private static void logOff(ManagerConnection connection) {
    try {
      connection.logoff();
    } catch (IllegalStateException e) {
      LOG.debug("phone link was closed already: {}", e.getMessage());
    }
  }

  /// Says what stands in the way of the link; empty when it is up.
  String trouble() {
    return trouble;
  }

  int pending() {
    return pending.get();
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

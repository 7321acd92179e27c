package it.sportello.web.sip;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Session;
import it.sportello.base.OperatorId;
import it.sportello.observe.Meters;
import it.sportello.telephony.SoftphoneAccount;
import it.sportello.web.server.Access;
import it.sportello.web.server.EventLoops;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Router;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketRoute;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Relays the browser's SIP to the PBX: WebSocket `/sip`, sub-protocol `sip` (RFC 7118).
///
/// The PBX is connected first, and the browser's handshake answered only then; both sides end
/// together, which is how the PBX learns at once that a phone is gone; with the login session too.
/// Sound does not pass here: it goes by UDP between browser and PBX.
public final class SipProxy implements AutoCloseable {
  /// A SIP message with a large session description has a few KiB.
  static final int MAX_MESSAGE_BYTES = 64 * 1024;

  private static final String PATH = "/sip";
  private static final int MAX_PENDING_BYTES = 512 * 1024;
  private static final Duration PING_EVERY = Duration.ofSeconds(20);

  private final EventLoops loops = new EventLoops("sip", 1);
  private final PbxDoor door;
  private final Function<Session, Optional<SoftphoneAccount>> accounts;
  private final Predicate<String> isOpen;
  private final MeterRegistry meters;
  private final OpenPhones phones = new OpenPhones();

  /// @param upstream the PBX's WebSocket: `ws://127.0.0.1:8088/ws`
  /// @param accounts whose phone a session is, as the PBX knows it; empty when it has none
  /// @param isOpen whether a session, by its id, has not ended; asked for each message, so it
  ///   returns at once
  public SipProxy(
      URI upstream,
      Function<Session, Optional<SoftphoneAccount>> accounts,
      Predicate<String> isOpen,
      MeterRegistry meters) {
    door = new PbxDoor(upstream, loops);
    this.accounts = accounts;
    this.isOpen = isOpen;
    this.meters = meters;
  }

  /// Adds the socket's route.
  public void addTo(Router router) {
    router.add(
        SocketRoute.of(PATH, Access.LOGGED_IN, this::open)
            .withSubprotocol("sip")
            .withLimits(MAX_MESSAGE_BYTES, MAX_PENDING_BYTES)
            .withPingEvery(PING_EVERY));
  }

  private SocketListener open(Request request) throws InterruptedException {
    Session session = request.requireSession();
    Optional<SoftphoneAccount> account = accounts.apply(session);
    if (account.isEmpty()) {
      count("no-phone");
      throw new RequestRefused(403, "no-phone", "Nessun interno / You have no extension");
    }
    String id = session.id();
    var bridge =
        new SipBridge(
            new SipGuard(account.get(), session.phoneSecret()),
            () -> isOpen.test(id),
            over -> phones.closed(id, over),
            meters);
    try {
      bridge.connect(door);
    } catch (IOException _) {
      count("no-pbx");
      throw new RequestRefused(
          503, "pbx-unavailable", "Centralino non raggiungibile / The PBX cannot be reached");
    }
    count("opened");
    phones.opened(id, bridge).ifPresent(oldest -> oldest.end("too many softphones of one session"));
    return bridge;
  }

  /// Ends the softphones of a session that has ended. Fits `Sessions.onEnded`.
  public void ended(OperatorId operator, String session) {
    phones.of(session).forEach(bridge -> bridge.end("logged out"));
  }

  private void count(String result) {
    meters.counter(Meters.SIP_CONNECTIONS, "result", result).increment();
  }

  /// Ends every relay.
  @Override
  public void close() {
    loops.close();
  }
}

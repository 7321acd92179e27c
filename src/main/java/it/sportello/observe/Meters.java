package it.sportello.observe;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/// The name, unit and meaning of every meter, in one place.
///
/// Prometheus shows a name with `_` for `.` and the unit and `_total` at the end. Tags have a
/// bounded set of values: a route's template, never a path; never a person or a contact.
public final class Meters {
  /// Timer, seconds: from a request's headers to its answer's last byte. Tags `method`, `route`
  /// (template, or `none`), `status`.
  public static final String HTTP_REQUESTS = "sportello.http.requests";

  /// Gauge: open connections, sockets included.
  public static final String HTTP_CONNECTIONS = "sportello.http.connections";

  /// Counter: connections closed on arrival because too many were open.
  public static final String HTTP_CONNECTIONS_REFUSED = "sportello.http.connections.refused";

  /// Counter: requests that were cut short. Tag `reason`: `malformed`, `idle`, `slow-headers`,
  /// `slow-body`, `slow-reader`.
  public static final String HTTP_CUT = "sportello.http.cut";

  /// Counter: exceptions. Tag `kind`: `expected` (a reset, a closed channel) or `unexpected` (a bug
  /// or a broken neighbour: look at the log).
  public static final String HTTP_FAILURES = "sportello.http.failures";

  /// Gauge: open WebSockets. Tag `route`.
  public static final String SOCKETS = "sportello.sockets";

  /// Counter: WebSockets that ended. Tags `route`, `why`: `peer`, `server`, `slow`, `lost`,
  /// `protocol`.
  public static final String SOCKETS_ENDED = "sportello.sockets.ended";

  /// Counter: WebSocket messages. Tags `route`, `direction`: `in`, `out`.
  public static final String SOCKET_MESSAGES = "sportello.sockets.messages";

  /// Counter: promises to call back. Tag `what`: `promised`, or how one ended: `reached`,
  /// `given-up`, `too-late`, `called-again`.
  public static final String CALLBACKS = "contactcenter.callbacks";

  /// Gauge: consoles that are connected.
  public static final String LIVE_CONSOLES = "sportello.live.consoles";

  /// Counter: how consoles started. Tag `by`: `replay`, `snapshot`.
  public static final String LIVE_STARTS = "sportello.live.starts";

  /// Counter: consoles that fell behind what is kept for them.
  public static final String LIVE_OVERRUN = "sportello.live.overrun";

  /// Counter: softphone connections. Tag `result`: `opened`, `no-pbx`, `no-phone`.
  public static final String SIP_CONNECTIONS = "sportello.sip.connections";

  /// Counter: SIP messages relayed. Tag `direction`: `in` (from the browser), `out`.
  public static final String SIP_MESSAGES = "sportello.sip.messages";

  /// Counter: SIP messages of a browser that named somebody else's user; the socket was closed.
  public static final String SIP_IMPOSTORS = "sportello.sip.impostors";

  /// Counter: logins. Tag `result`: `ok`, `wrong`, `throttled`.
  public static final String LOGINS = "sportello.logins";

  /// Counter: messages that were taken. Tags `mailbox`, `fate`: `contact`, `follow-up`, `known`,
  /// `ignored`, `bounce`, `receipt`, `unproven`, `failed`.
  public static final String MAIL_FATES = "sportello.mail.fates";

  /// Counter: new requests by mail, in mailboxes that acknowledge them. Tags `mailbox`, `result`:
  /// `sent`, or why not: `no-address`, `no-reply`, `own-address`, `spam`, `uncertified`,
  /// `correspondent-limit`, `mailbox-limit`.
  public static final String MAIL_ACKNOWLEDGEMENTS = "sportello.mail.acknowledgements";

  /// Counter: messages of ours that could not be delivered, as told later. Tag `kind`: `hard`,
  /// `soft`.
  public static final String MAIL_BOUNCES = "sportello.mail.bounces";

  /// Counter: receipts about certified messages of ours that did not come in time. Tag `stage`:
  /// `acceptance`, `delivery`.
  public static final String PEC_RECEIPTS_MISSING = "sportello.pec.receipts.missing";

  /// Gauge: certified messages of ours whose receipt should be here and is not, now. Tag `stage` as
  /// above.
  public static final String PEC_RECEIPTS_OVERDUE = "sportello.pec.receipts.overdue";

  /// Gauge: messages that could not be read, and were not read since.
  public static final String MAIL_UNREADABLE = "sportello.mail.unreadable";

  /// Gauge: connections of mail servers that hand mail over.
  public static final String MAIL_DOOR_CONNECTIONS = "sportello.mail.door.connections";

  /// Counter: what mail servers handed over, by mailbox it was for. Tag `result`: `taken`, `later`
  /// (not recorded now: they come again), `refused` (no such mailbox, too large).
  public static final String MAIL_HANDED_OVER = "sportello.mail.handed.over";

  /// Counter: files that were scanned for viruses. Tag `verdict`: `clean`, `infected`,
  /// `unscannable`; `unavailable`: the scanner came to none.
  public static final String SCANS = "sportello.scans";

  /// Timer: how long one file took, whatever came of it.
  public static final String SCAN_TIME = "sportello.scan.time";

  /// Gauge: messages that came and whose attachments wait to be scanned, as far as they are held in
  /// memory.
  public static final String SCANS_WAITING = "sportello.scans.waiting";

  /// Gauge: 1 while the scanner answers, 0 while it does not.
  public static final String SCANNER_UP = "sportello.scanner.up";

  /// Makes the registry that `/metrics` shows, with the meters of the Java machine.
  ///
  /// A meter that cannot be shown is a bug and throws, instead of vanishing. Meters of one name
  /// with other tag keys are shown since Micrometer 1.17; keep the keys the same all the same,
  /// because sums over them would make no sense.
  public static PrometheusMeterRegistry registry() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.throwExceptionOnRegistrationFailure();
    bindJvm(registry);
    return registry;
  }

  // the GC binder listens until the process ends, like the registry
  @SuppressWarnings("resource")
  private static void bindJvm(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Meters() {}
}

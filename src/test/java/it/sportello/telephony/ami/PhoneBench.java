package it.sportello.telephony.ami;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.ami.AmiConfig.Line;
import it.sportello.telephony.ami.AmiConfig.Phone;
import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The phone's part of a server at a real Asterisk, with two operators: anna in the browser, bruno
/// with a desk phone. Closing it ends everything it started and all calls.
final class PhoneBench implements AutoCloseable {
  static final OperatorId ANNA = new OperatorId("anna");
  static final OperatorId BRUNO = new OperatorId("bruno");
  static final ContactId CONTACT = new ContactId("c0ffee");
  static final Duration RING = Duration.ofSeconds(5);
  static final Duration SOON = Duration.ofSeconds(60);
  static final String DID = "055123";
  static final String NUMBER = "+390559999";
  static final String DESK_PHONE =
      """
      [op201]
      type = endpoint
      context = operators
      transport = transport-udp
      auth = op201
      aors = op201
      disallow = all
      allow = ulaw
      direct_media = no
      [op201]
      type = auth
      auth_type = digest
      username = op201
      password = only-a-test
      [op201]
      type = aor
      max_contacts = 1
      remove_existing = yes
      """;

  final AsteriskServer pbx;
  final Heard heard = new Heard();
  private final List<Sipp> started = new ArrayList<>();
  private AmiLines lines;
  private AmiCalls calls;

  PhoneBench(AsteriskServer pbx) {
    this.pbx = pbx;
    lines = new AmiLines(config(), new SecureRandom());
    calls = connect();
  }

  private AmiConfig config() {
    return new AmiConfig(
        "127.0.0.1",
        pbx.amiPort(),
        "sportello",
        pbx.amiSecret(),
        pbx.operatorsFile(),
        pbx.prompts(),
        Map.of(ANNA, Line.inBrowser("101"), BRUNO, new Line("201", Phone.DESK)));
  }

  private AmiCalls connect() {
    var connecting =
        new AmiCalls(config(), lines, heard, InstantSource.system(), new SimpleMeterRegistry());
    connecting.start();
    heard.first(CallEvent.Resync.class);
    return connecting;
  }

  AmiCalls calls() {
    return calls;
  }

  /// Returns anna's password.
  String password() {
    return lines.accountFor(ANNA).orElseThrow().password();
  }

  /// Ends the server and starts another, that knows nothing of before.
  void restartServer() {
    calls.close();
    heard.forget();
    lines = new AmiLines(config(), new SecureRandom());
    calls = connect();
  }

  Sipp caller() {
    return sipp("caller", "-s", DID, "-key", "from", NUMBER);
  }

  CallId waitingCall() {
    return heard.first(CallEvent.Waiting.class).call();
  }

  /// Registers bruno's phone and plays a scenario with it.
  Sipp deskPhone(String scenario, String... arguments) {
    int port = Ports.freeUdp();
    register(port, "op201", "only-a-test", "60");
    return startOn(port, scenario, arguments);
  }

  void register(int port, String endpoint, String password, String expires) {
    startOn(
            port,
            "register",
            "-s",
            endpoint,
            "-key",
            "secret",
            password,
            "-key",
            "expires",
            expires)
        .succeeds(SOON);
  }

  Sipp sipp(String scenario, String... arguments) {
    return startOn(Ports.freeUdp(), scenario, arguments);
  }

  private Sipp startOn(int port, String scenario, String... arguments) {
    Sipp sipp = Sipp.startOn(pbx, port, scenario, arguments);
    started.add(sipp);
    return sipp;
  }

  @Override
  public void close() {
    calls.close();
    started.forEach(Sipp::close);
    pbx.cli("channel request hangup all");
    Eventually.within(
        SOON, () -> pbx.cli("core show channels count").startsWith("0 active channels"));
  }
}

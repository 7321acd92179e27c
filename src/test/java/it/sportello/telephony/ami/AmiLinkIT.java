package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.PhoneBench.ANNA;
import static it.sportello.telephony.ami.PhoneBench.BRUNO;
import static it.sportello.telephony.ami.PhoneBench.CONTACT;
import static it.sportello.telephony.ami.PhoneBench.RING;
import static it.sportello.telephony.ami.PhoneBench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.Calls.LinkState;
import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import it.sportello.testkit.WebSocketPhone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What outlives a broken link, a restart of either side and a closed browser, with a real
/// Asterisk.
class AmiLinkIT {
  private static AsteriskServer pbx;

  private PhoneBench bench;

  @BeforeAll
  static void startAsterisk() {
    pbx = AsteriskServer.start(PhoneBench.DESK_PHONE);
  }

  @AfterAll
  static void stopAsterisk() {
    if (pbx != null) {
      pbx.close();
    }
  }

  @BeforeEach
  void connect() {
    bench = new PhoneBench(pbx);
  }

  @AfterEach
  void disconnect() {
    bench.close();
  }

  @Test
  void theAccountMadeForABrowserRegistersUntilTheServerRestarts() {
    String old = bench.password();
    int port = Ports.freeUdp();
    bench.register(port, "op101", old, "60");
    bench.heard.first(CallEvent.LineUp.class, e -> e.operator().equals(ANNA));
    bench.register(port, "op101", old, "0");
    bench.heard.first(CallEvent.LineDown.class, e -> e.operator().equals(ANNA));

    bench.restartServer();
    Eventually.within(SOON, () -> pbx.cli("pjsip show auth op101").contains(bench.password()));
    Sipp refused =
        bench.sipp("register", "-s", "op101", "-key", "secret", old, "-key", "expires", "60");
    Eventually.within(SOON, () -> refused.statistics().failed() == 1);
    bench.register(port, "op101", bench.password(), "0");
  }

  @Test
  void aBrowsersLineGoesWhenItsTabIsClosed() {
    try (var browser =
        new WebSocketPhone(URI.create("ws://127.0.0.1:" + pbx.httpPort() + "/ws"), "op101")) {
      Eventually.within(SOON, () -> pbx.cli("pjsip show auth op101").contains(bench.password()));
      assertEquals("SIP/2.0 200 OK", browser.register(bench.password()));
      bench.heard.first(CallEvent.LineUp.class, e -> e.operator().equals(ANNA));
    }
    bench.heard.first(CallEvent.LineDown.class, e -> e.operator().equals(ANNA));
  }

  @Test
  void aServerThatRestartsFindsTheCallThatWaits() {
    bench.caller();
    var waiting = bench.heard.first(CallEvent.Waiting.class);
    bench.restartServer();
    assertEquals(
        List.of(live(waiting, Optional.empty())),
        bench.heard.first(CallEvent.Resync.class).calls());
  }

  @Test
  void aTalkGoesOnWhileTheLinkIsBroken() {
    bench.caller();
    bench.deskPhone("operator-answers");
    var waiting = bench.heard.first(CallEvent.Waiting.class);
    bench.calls().ring(waiting.call(), CONTACT, BRUNO, RING);
    bench.heard.first(CallEvent.Answered.class);
    bench.heard.forget();
    dropAmi();
    bench.heard.first(CallEvent.LinkLost.class);
    var resync = bench.heard.first(CallEvent.Resync.class);
    assertEquals(List.of(live(waiting, Optional.of(BRUNO))), resync.calls());
    assertEquals(List.of(BRUNO), resync.registered());
    bench.calls().hangUp(waiting.call());
    bench.heard.first(CallEvent.HungUp.class);
  }

  @Test
  void aPhoneThatNeverRegistersIsThereWhereItsAddressIsWrittenDown() throws IOException {
    Path file = pbx.etc().resolve("pjsip_local.conf");
    String at = "contact = sip:op201@127.0.0.1:" + Ports.freeUdp() + "\n";
    try {
      pbx.cli("database deltree registrar");
      Files.writeString(file, PhoneBench.DESK_PHONE + at);
      pbx.cli("module reload res_pjsip.so");
      Eventually.within(SOON, () -> pbx.cli("pjsip show aor op201").contains("sip:op201@127"));
      bench.restartServer();
      assertEquals(List.of(BRUNO), bench.heard.first(CallEvent.Resync.class).registered());
    } finally {
      Files.writeString(file, PhoneBench.DESK_PHONE);
      pbx.cli("module reload res_pjsip.so");
    }
  }

  @Test
  void tellsEverythingAgainWhenAsked() {
    bench.caller();
    var waiting = bench.heard.first(CallEvent.Waiting.class);
    bench.heard.forget();
    bench.calls().startAfresh();
    bench.heard.first(CallEvent.LinkLost.class);
    assertEquals(
        List.of(live(waiting, Optional.empty())),
        bench.heard.first(CallEvent.Resync.class).calls());
  }

  @Test
  void anAsteriskThatRestartsIsFoundAgainEmpty() {
    bench.caller();
    bench.waitingCall();
    pbx.kill();
    bench.heard.first(CallEvent.LinkLost.class);
    assertEquals(LinkState.CONNECTING, bench.calls().link());
    bench.heard.forget();
    pbx.restart();
    assertEquals(List.of(), bench.heard.first(CallEvent.Resync.class).calls());
    bench.caller();
    bench.heard.first(CallEvent.Waiting.class);
  }

  /// Ends the connection at Asterisk's side; its number is the fifth column of the list.
  private void dropAmi() {
    String sessions = pbx.cli("manager show connected");
    Matcher session = Pattern.compile("sportello(?:\\s+\\S+){3}\\s+(\\d+)").matcher(sessions);
    assertTrue(session.find(), sessions);
    pbx.cli("manager kick session " + session.group(1));
  }

  private static LiveCall live(CallEvent.Waiting waiting, Optional<OperatorId> talkingTo) {
    return new LiveCall(
        waiting.call(),
        waiting.did(),
        waiting.callerNumber(),
        waiting.since(),
        talkingTo,
        Optional.empty());
  }
}

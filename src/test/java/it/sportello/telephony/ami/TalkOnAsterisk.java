package it.sportello.telephony.ami;

import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.testkit.AsteriskServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A real Asterisk for all tests of a class, and for each of them a desk that decides there.
abstract class TalkOnAsterisk {
  static AsteriskServer pbx;

  TalkBench bench;

  @BeforeAll
  static void startAsterisk() {
    pbx = AsteriskServer.start(TalkBench.PHONES);
  }

  @AfterAll
  static void stopAsterisk() {
    if (pbx != null) {
      pbx.close();
    }
  }

  @BeforeEach
  void connect() {
    bench = new TalkBench(pbx, manners());
  }

  @AfterEach
  void disconnect() {
    bench.close();
  }

  /// How the operators' queue treats its callers.
  Manners manners() {
    return Manners.PLAIN;
  }
}

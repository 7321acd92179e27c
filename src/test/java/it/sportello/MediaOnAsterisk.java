package it.sportello;

import it.sportello.testkit.AsteriskServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A real Asterisk with telephones that hum, for all tests of a class.
abstract class MediaOnAsterisk {
  static AsteriskServer pbx;

  @TempDir Path directory;

  @BeforeAll
  static void startAsterisk() {
    pbx = AsteriskServer.start(MediaBench.PHONES);
  }

  @AfterAll
  static void stopAsterisk() {
    if (pbx != null) {
      pbx.close();
    }
  }
}

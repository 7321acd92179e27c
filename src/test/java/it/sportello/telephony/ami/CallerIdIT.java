package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers who show what is no number, or hide it, through a real Asterisk to what the console
/// shows.
class CallerIdIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void hostileCallerIdsAreHarmlessTextAndUrisTheirNumbers() throws Exception {
    var calls = new ArrayList<Sipp>();
    try (var pbx = AsteriskServer.start();
        var center = Center.start(directory, Optional.of(pbx));
        var console = new ConsoleClient(center.url(""), "carla", center.password("carla"))) {
      shows(pbx, calls, console, "sip%3A%2B390551234567%40evil.example", "+390551234567");
      shows(pbx, calls, console, "tel%3A%2B390551234568", "+390551234568");
      shows(pbx, calls, console, "00390551234569", "00390551234569");
      shows(pbx, calls, console, "055TAXCALL", "055TAXCALL");
      shows(
          pbx, calls, console, "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "imgsrcxonerroralert1");
      shows(pbx, calls, console, "%24%7BSHELL(id)%7D%2C1%2C", "SHELLid1");
      shows(pbx, calls, console, "%E2%98%830551234570%0D%0AX-Evil:1", "0551234570XEvil");
      shows(pbx, calls, console, "%E2%98%83", "");
      shows(pbx, calls, console, "sip%3Aanonymous%40anonymous.invalid", "");
      calls.add(call(pbx, "caller", "from", "9".repeat(400)));
      Eventually.within(LONG, () -> newest(console, calls.size()).startsWith("9999999999"));
      assertTrue(newest(console, calls.size()).matches("9{70,80}"));
      calls.add(call(pbx, "caller-withholds", "unused", ""));
      Eventually.within(LONG, () -> newest(console, calls.size()).isEmpty());
      String metrics = console.text("/metrics");
      assertTrue(metrics.contains("sportello_desk_bugs 0.0"), metrics);
    } finally {
      calls.forEach(Sipp::close);
    }
  }

  private static void shows(
      AsteriskServer pbx, List<Sipp> calls, ConsoleClient console, String from, String expected) {
    calls.add(call(pbx, "caller", "from", from));
    var last = new String[1];
    try {
      Eventually.within(
          LONG,
          () -> {
            last[0] = newest(console, calls.size());
            return !last[0].equals("none yet");
          });
    } catch (AssertionError e) {
      throw new AssertionError(from + ": no contact", e);
    }
    assertEquals(expected, last[0], from);
  }

  private static Sipp call(AsteriskServer pbx, String scenario, String key, String value) {
    return Sipp.startOn(pbx, Ports.freeUdp(), scenario, "-s", Center.DID, "-key", key, value);
  }

  /// The address of the newest contact once there are so many.
  private static String newest(ConsoleClient console, int count) {
    try {
      var contacts = console.get("/api/v1/contacts").path("contacts");
      return contacts.size() == count
          ? contacts.path(0).path("customer").path("address").asString("")
          : "none yet";
    } catch (IOException e) {
      return "none yet";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package it.sportello.web.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose name a browser may use.
final class SipGuardTest {
  private final SipGuard guard = new SipGuard("101");

  private static String register(String from, String to, String more) {
    return request("REGISTER sip:pbx SIP/2.0", from, to, more);
  }

  private static String request(String start, String from, String to, String more) {
    return (start
            + "\nVia: SIP/2.0/WS x.invalid\nFrom: "
            + from
            + "\nTo: "
            + to
            + "\n"
            + more
            + "\n")
        .replace("\n", "\r\n");
  }

  private void passes(String message) {
    assertEquals(Optional.empty(), guard.objection(message), message);
  }

  private void isRefused(String message) {
    assertTrue(guard.objection(message).isPresent(), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sip:101@pbx>;tag=abc",
        "\"Anna\" <sip:101@pbx>;tag=abc",
        "Anna <sip:101@pbx:5060;transport=ws>;tag=abc",
        "\"<sip:102@pbx>\" <sips:101@pbx>;tag=abc",
        "\"a \\\" b\"<SIP:101@pbx>",
        "sip:101@pbx;tag=abc",
        "<sip:%31%30%31@pbx>"
      })
  void ownNamePasses(String address) {
    passes(register(address, "<sip:101@pbx>", ""));
    passes(request("INVITE sip:600@pbx SIP/2.0", address, "<sip:600@pbx>", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sip:102@pbx>;tag=abc",
        "\"<sip:101@pbx>\" <sip:102@pbx>;tag=abc",
        "<sip:101@pbx> <sip:102@pbx>",
        "<sip:102@pbx>;x=<sip:101@pbx>",
        "sip:102@pbx",
        "<sip:1011@pbx>",
        "<tel:101>",
        "<sip:pbx>",
        "101",
        "",
        "<sip:102@pbx?From=sip:101@pbx>",
        "<sip:%zz@pbx>"
      })
  void anotherNameIsRefused(String address) {
    isRefused(register(address, "<sip:101@pbx>", ""));
    isRefused(register("<sip:101@pbx>", address, ""));
    isRefused(request("INVITE sip:600@pbx SIP/2.0", address, "<sip:600@pbx>", ""));
  }

  @Test
  void seesThroughCompactFoldedAndDoubledHeaders() {
    isRefused("REGISTER sip:pbx SIP/2.0\r\nf: <sip:102@pbx>\r\nt: <sip:101@pbx>\r\n\r\n");
    passes("REGISTER sip:pbx SIP/2.0\r\nf : <sip:101@pbx>\r\nT:<sip:101@pbx>\r\n\r\n");
    isRefused("REGISTER sip:pbx SIP/2.0\r\nFrom:\r\n <sip:102@pbx>\r\nTo: <sip:101@pbx>\r\n\r\n");
    isRefused(register("<sip:101@pbx>", "<sip:101@pbx>", "f: <sip:102@pbx>\n"));
    isRefused("REGISTER sip:pbx SIP/2.0\nFrom: <sip:102@pbx>\nTo: <sip:101@pbx>\n\n");
    isRefused("REGISTER sip:pbx SIP/2.0\r\nTo: <sip:101@pbx>\r\n\r\nFrom: <sip:101@pbx>");
  }

  @Test
  void checksTheCredentialsToo() {
    String own = "Authorization: Digest username=\"101\", realm=\"asterisk\"\n";
    passes(register("<sip:101@pbx>", "<sip:101@pbx>", own));
    isRefused(register("<sip:101@pbx>", "<sip:101@pbx>", own.replace("101", "102")));
    isRefused(register("<sip:101@pbx>", "<sip:101@pbx>", own.replace("\"101\"", "102")));
    isRefused(
        request(
            "INVITE sip:600@pbx SIP/2.0",
            "<sip:101@pbx>",
            "<sip:600@pbx>",
            "Proxy-" + own.replace("101", "102")));
    isRefused(register("<sip:101@pbx>", "<sip:101@pbx>", own.strip() + ", username=\"102\"\n"));
  }

  @Test
  void letsThroughWhatBelongsToADialogOrIsAnAnswer() {
    passes(request("SIP/2.0 180 Ringing", "<sip:600@pbx>;tag=a", "<sip:k3j@x.invalid>;tag=b", ""));
    passes(
        request("BYE sip:600@pbx SIP/2.0", "<sip:k3j@x.invalid>;tag=b", "<sip:600@pbx>;tag=a", ""));
    passes("\r\n\r\n");
    isRefused(register("<sip:102@pbx>;tag=b", "<sip:102@pbx>;tag=a", ""));
    isRefused("hello");
    isRefused("GET / HTTP/1.1\r\n\r\n");
  }
}

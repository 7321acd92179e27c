package it.sportello.web.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.telephony.SoftphoneAccount;
import it.sportello.web.sip.SipGuard.Verdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose name a browser may use.
final class SipGuardTest {
  private static final String PAGE = "what the page was given";
  private static final String PBX = "what only we and the PBX know";

  private final SipGuard guard =
      new SipGuard(new SoftphoneAccount("sip:101@sportello.invalid", "101", PBX), PAGE);

  @BeforeEach
  void challenge() {
    guard.hearPbx(
        String.join(
            "\r\n",
            "SIP/2.0 401 Unauthorized",
            "WWW-Authenticate: Digest realm=\"asterisk\",nonce=\"n1\",qop=\"auth\"",
            "",
            ""));
  }

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
    assertEquals(new Verdict.Passes(message), guard.judge(message));
  }

  private void isRefused(String message) {
    assertInstanceOf(Verdict.Refused.class, guard.judge(message), message);
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

  /// @param response what is in the digest
  private static String credentials(String user, String response) {
    return "Authorization: Digest username=\"%s\", realm=\"asterisk\", nonce=\"n1\", uri=\"sip:pbx\","
            .formatted(user)
        + " algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\", response=\"%s\"\n"
            .formatted(response);
  }

  /// RFC 7616 section 3.4.1, written once more.
  private static String digest(String method, String user, String password) {
    return md5(
        md5(user + ":asterisk:" + password) + ":n1:00000001:c:auth:" + md5(method + ":sip:pbx"));
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String registerWith(String credentials) {
    return register("<sip:101@pbx>", "<sip:101@pbx>", credentials);
  }

  @Test
  void saysThePbxsPasswordForTheSessions() {
    String message = registerWith(credentials("101", digest("REGISTER", "101", PAGE)));
    var passes = assertInstanceOf(Verdict.Passes.class, guard.judge(message));
    assertTrue(passes.message().contains(digest("REGISTER", "101", PBX)), passes.message());
    assertFalse(passes.message().contains(digest("REGISTER", "101", PAGE)), passes.message());
    assertTrue(passes.message().contains("nonce=\"n1\""), passes.message());
    assertFalse(passes.message().contains(PBX), passes.message());
  }

  @Test
  void keepsTheRestOfAMessageWithCredentials() {
    String body = "v=0\r\n\r\no=- \u00e8\r\n";
    String invite =
        request(
                "INVITE sip:600@pbx SIP/2.0",
                "<sip:101@pbx>",
                "<sip:600@pbx>",
                "Proxy-" + credentials("101", digest("INVITE", "101", PAGE)))
            + body;
    var passes = assertInstanceOf(Verdict.Passes.class, guard.judge(invite));
    assertTrue(passes.message().endsWith("\r\n\r\n" + body), passes.message());
    assertTrue(
        passes.message().startsWith("INVITE sip:600@pbx SIP/2.0\r\nVia: "), passes.message());
    assertTrue(passes.message().contains("\r\nproxy-authorization: Digest "), passes.message());
  }

  @Test
  void refusesWhoeverDoesNotKnowTheSessionsPassword() {
    isRefused(registerWith(credentials("101", digest("REGISTER", "101", "of another session"))));
    isRefused(registerWith(credentials("101", digest("REGISTER", "101", ""))));
    isRefused(registerWith(credentials("101", "")));
    // stolen from the PBX's file: it is not for pages
    isRefused(registerWith(credentials("101", digest("REGISTER", "101", PBX))));
    // made for another method
    isRefused(registerWith(credentials("101", digest("INVITE", "101", PAGE))));
  }

  @Test
  void refusesAnAnswerToAChallengeOfAnotherConnection() {
    String overheard = registerWith(credentials("101", digest("REGISTER", "101", PAGE)));
    var other = new SipGuard(new SoftphoneAccount("sip:101@sportello.invalid", "101", PBX), PAGE);
    assertInstanceOf(Verdict.Refused.class, other.judge(overheard));
    // only the PBX challenges, and only in an answer that does
    other.judge("SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest nonce=\"n1\"\r\n\r\n");
    other.hearPbx("SIP/2.0 200 OK\r\nWWW-Authenticate: Digest nonce=\"n1\"\r\n\r\n");
    assertInstanceOf(Verdict.Refused.class, other.judge(overheard));
    other.hearPbx("SIP/2.0 407 x\r\nProxy-Authenticate: Digest nonce=\"n1\"\r\n\r\n");
    assertInstanceOf(Verdict.Passes.class, other.judge(overheard));
  }

  @Test
  void forgetsTheOldestChallengesOnly() {
    String message = registerWith(credentials("101", digest("REGISTER", "101", PAGE)));
    for (int i = 0; i < 15; i++) {
      guard.hearPbx("SIP/2.0 401 x\r\nWWW-Authenticate: Digest nonce=\"m" + i + "\"\r\n\r\n");
    }
    assertInstanceOf(Verdict.Passes.class, guard.judge(message));
    guard.hearPbx("SIP/2.0 401 x\r\nWWW-Authenticate: Digest nonce=\"last\"\r\n\r\n");
    isRefused(message);
  }

  @Test
  void refusesCredentialsOfAnotherUser() {
    isRefused(registerWith(credentials("102", digest("REGISTER", "102", PAGE))));
    isRefused(registerWith(credentials("101\", username=\"102", digest("REGISTER", "101", PAGE))));
    isRefused(
        registerWith(
            "Proxy-"
                + credentials("102", digest("REGISTER", "102", PAGE))
                + credentials("101", digest("REGISTER", "101", PAGE))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic MTAxOng=\n",
        "Authorization: Digest username=\"101\"\n",
        "Authorization: Digest\n",
        "Authorization:\n",
        "Authorization: Digest username=\"101\", username=\"101\"\n",
        "Authorization: Digest username=\"10\\1\", realm=\"a\", nonce=\"n\", uri=\"u\","
            + " response=\"r\"\n",
        "Authorization: Digest username=101, realm=a, nonce=n, uri=u, response=r, qop=auth-int,"
            + " nc=1, cnonce=c\n",
        "Authorization: Digest username=101, realm=a, nonce=n, uri=u, response=r,"
            + " algorithm=SHA-256\n",
        "Authorization: Digest username=101, realm=a, nonce=n, uri=u, response=r, qop=auth\n"
      })
  void refusesOtherKindsOfCredentials(String field) {
    isRefused(registerWith(field));
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

package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Sipp;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees, from one end to the other: a citizen's phone, mail and browser on one side,
/// the console in a headless browser on the other, and everything between them real.
class StoriesIT {
  private static final String CITIZEN = "cittadino@cittadini.example";
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void aCallerIsAnsweredInTheBrowser() throws Exception {
    try (var pbx = AsteriskServer.start();
        var center = Center.start(directory, Optional.of(pbx));
        var console = Browser.start()) {
      console.logIn(center, "anna");
      Eventually.within(SOON, () -> console.attribute("phone-state", "data-line").equals("ready"));
      console.click("presence-available");
      try (var caller =
          Sipp.start(
              pbx, "caller", "-s", "0551234567", "-key", "from", "+393331234567", "-rtp_echo")) {
        console.see("call-answer");
        assertTrue(console.text("call-answer").length() > 1);
        Eventually.within(
            SOON,
            () ->
                console.evaluate("document.body.innerText").asString("").contains("+393331234567"));
        console.click("call-answer");
        console.see("call-hangup");
        Eventually.within(SOON, () -> packets(console, "inboundPackets") > 50);
        Eventually.within(SOON, () -> packets(console, "outboundPackets") > 50);
        console.screenshot(Path.of("target/console-live-call.png"));
        console.click("call-hangup");
        caller.succeeds(SOON);
      }
      console.see("wrapup");
      close(console);
      console.click("nav-history");
      Eventually.within(
          SOON,
          () -> console.evaluate("document.body.innerText").asString("").contains("+393331234567"));
      String metrics = get(center.url("/metrics"));
      assertTrue(
          metrics.contains(
              "contactcenter_contacts_answered_total{channel=\"voice\",queue=\"informazioni\"}"
                  + " 1.0"),
          metrics);
    }
  }

  @Test
  void aMailIsAnsweredInItsThreadAfterAnExpertWasAsked() throws Exception {
    try (var center = Center.start(directory, Optional.empty());
        var console = Browser.start()) {
      console.logIn(center, "anna");
      console.click("presence-available");
      mail(center, "<domanda-1@cittadini.example>", "Rimborso della Tari");
      console.see("offer-accept");
      console.click("offer-accept");
      console.see("escalate-open");
      console.fill("knowledge-query", "rimborsi tari");
      console.see("knowledge-hit");
      console.click("escalate-open");
      console.see("escalate-center");
      Eventually.within(SOON, () -> !firstOption(console, "escalate-center").isEmpty());
      String firstCenter = firstOption(console, "escalate-center");
      console.select("escalate-center", firstCenter);
      console.fill("escalate-question", "Spetta il rimborso?");
      console.click("escalate-send");
      try (var expert = Browser.start()) {
        expert.logIn(center, "elena");
        expert.click("nav-expert");
        expert.press("[data-testid^=escalation-]");
        expert.see("opinion-text");
        expert.fill("opinion-text", "Spetta dal trimestre successivo.");
        expert.click("opinion-send");
      }
      console.see("offer-accept");
      console.click("offer-accept");
      console.see("reply-text");
      console.fill("reply-text", "Il rimborso spetta dal trimestre successivo.");
      console.click("reply-send");
      console.see("reply-done");
      Message answer = answerTo(center, "<domanda-1@cittadini.example>");
      assertTrue(String.join(" ", answer.getHeader("References")).contains("<domanda-1@"));
      console.screenshot(Path.of("target/console-mail.png"));
      console.click("finish");
      console.see("wrapup");
      close(console);
      console.click("nav-indicators");
      console.see("indicator-FRT");
    }
  }

  @Test
  void aFormReachesTheSameOperator() throws Exception {
    try (var center = Center.start(directory, Optional.empty());
        var citizen = Browser.start();
        var console = Browser.start()) {
      console.logIn(center, "anna");
      console.click("presence-available");
      citizen.open(center.url("/"));
      citizen.choose("#topic", "informazioni");
      citizen.type("#name", "Maria");
      citizen.type("#email", CITIZEN);
      citizen.type("#subject", "Orari di apertura");
      citizen.type("#text", "Quando siete aperti?");
      citizen.check("#consent");
      citizen.press("button[type=submit]");
      assertTrue(citizen.text("code").startsWith("SP-"));
      console.see("offer-accept");
      console.click("offer-accept");
      console.see("reply-text");
      console.fill("reply-text", "Siamo aperti dalle 9.");
      console.click("reply-send");
      console.see("reply-done");
      Eventually.within(SOON, () -> inbox(center) == 1);
      console.click("finish");
      console.see("wrapup");
      close(console);
      assertEquals(1, inbox(center));
    }
  }

  private static void close(Browser console) {
    for (String level : new String[] {"area", "topic", "detail"}) {
      String id = "close-classification-" + level;
      Eventually.within(SOON, () -> !firstOption(console, id).isEmpty());
      console.select(id, firstOption(console, id));
    }
    console.click("close-submit");
    Eventually.within(
        SOON,
        () ->
            console
                .evaluate("document.querySelector('[data-testid=wrapup]') === null")
                .asBoolean(false));
  }

  private static String firstOption(Browser console, String id) {
    return console
        .evaluate(
            "[...document.querySelectorAll('[data-testid="
                + id
                + "] option')].map(o=>o.value).find(v=>v) ?? ''")
        .asString("");
  }

  private static int packets(Browser console, String direction) {
    return console.evaluate("window.__phoneStats()").path(direction).asInt(0);
  }

  private static void mail(Center center, String id, String subject)
      throws MessagingException, IOException {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(center.smtpPort()));
    Session session = Session.getInstance(properties);
    String text =
        "Message-ID: "
            + id
            + "\r\nFrom: Maria <"
            + CITIZEN
            + ">\r\nTo: info@sportello.example\r\nSubject: "
            + subject
            + "\r\n\r\nVorrei un rimborso.\r\n";
    var message =
        new MimeMessage(
            session, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    try (Transport smtp = session.getTransport("smtp")) {
      smtp.connect();
      smtp.sendMessage(
          message, new InternetAddress[] {new InternetAddress("info@sportello.example")});
    }
  }

  private static Message answerTo(Center center, String id) {
    var found = new AtomicReference<Message>();
    Eventually.within(
        SOON,
        () -> {
          try {
            for (Message message : messages(center)) {
              String[] to = message.getHeader("In-Reply-To");
              if (to != null && to[0].equals(id)) {
                found.set(message);
                return true;
              }
            }
            return false;
          } catch (MessagingException e) {
            throw new IllegalStateException(e);
          }
        });
    return found.get();
  }

  private static int inbox(Center center) {
    try {
      return messages(center).length;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message[] messages(Center center) throws MessagingException {
    Session session = Session.getInstance(new Properties());
    try (Store store = session.getStore("imap")) {
      store.connect("127.0.0.1", center.imapPort(), CITIZEN, center.password(CITIZEN));
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      Message[] messages = inbox.getMessages();
      for (Message message : messages) {
        var _ = message.getHeader("In-Reply-To");
        var _ = message.getHeader("References");
      }
      return messages;
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    }
  }
}

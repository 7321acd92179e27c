package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.desk.MailEvent;
import it.sportello.history.IntakeLine;
import it.sportello.mail.InboundMail;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailTogetherTest {
  private static final String BOUNCE =
      """
      From: mailer-daemon@example.it
      Subject: Undelivered Mail Returned to Sender
      X-Failed-Recipients: nobody@example.it
      Message-ID: <bounce@example.it>

      could not be delivered
      """;

  private final MailDesk desk = new MailDesk(new MimeReader(ReaderLimits.usual()));

  @AfterEach
  void stop() {
    desk.close();
  }

  private static String mail(String id, String answersTo) {
    return """
    From: anna@example.it
    Subject: %1$s
    Message-ID: <%1$s@example.it>
    References: %2$s

    ciao %1$s
    """
        .formatted(id, answersTo);
  }

  private List<String> fates() {
    return desk.lines().reversed().stream().map(IntakeLine::fate).toList();
  }

  @Test
  void makesIndependentMessagesDurableAsOne() throws Exception {
    assertEquals(
        3, desk.takeAll("urp", List.of(mail("a", ""), mail("b", ""), mail("c", ""))).size());
    assertEquals(List.of("contact", "contact", "contact"), fates());
    assertEquals(1, desk.commits(MailEvent.Taken.class));
  }

  @Test
  void findsTheConversationOfAnAnswerThatCameWithWhatItAnswers() throws Exception {
    desk.takeAll("urp", List.of(mail("a", ""), mail("b", "<a@example.it>"), mail("c", "")));
    assertEquals(List.of("contact", "follow-up", "contact"), fates());
    assertEquals(2, desk.commits(MailEvent.Taken.class));
  }

  @Test
  void letsTwoAnswersToWhatNobodyKnowsBeOneConversation() throws Exception {
    desk.takeAll("urp", List.of(mail("b", "<lost@example.it>"), mail("c", "<b@example.it>")));
    assertEquals(List.of("contact", "follow-up"), fates());
  }

  @Test
  void knowsTheSameBytesThatCameTogether() throws Exception {
    desk.takeAll("urp", List.of(mail("a", ""), mail("a", "")));
    assertEquals(List.of("contact", "known"), fates());
  }

  @Test
  void letsABounceStandAlone() throws Exception {
    List<InboundMail> taken =
        desk.takeAll("urp", List.of(mail("a", ""), BOUNCE, mail("b", ""), mail("c", "")));
    assertEquals(List.of("contact", "bounce", "contact", "contact"), fates());
    assertEquals(3, desk.commits(MailEvent.Taken.class));
    assertEquals(List.of(1L, 2L, 3L, 4L), taken.stream().map(mail -> mail.key().uid()).toList());
  }
}

package it.sportello.mail.smtp;

import it.sportello.mail.MailRefused;
import it.sportello.mail.MailUnavailable;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// Tells a refusal for good (5xx) from one for now (RFC 5321 §4.2.1), in the server's words.
final class SmtpAnswers {
  /// @param code of the server; 0 if it gave none
  private record Answer(int code, String words) {}

  /// Returns never: throws what the failure means.
  ///
  /// @return nothing; lets the caller write `throw`
  static MailUnavailable refusedOrUnavailable(MessagingException failure, Server server)
      throws MailRefused {
    // a wrong password is for the administrator to repair; the message is not to blame
    if (failure instanceof AuthenticationFailedException) {
      return new MailUnavailable(Reason.of(Code.NO_ENTRY, server, oneLine(failure)), failure);
    }
    List<Answer> answers = answers(failure);
    if (answers.stream().anyMatch(answer -> answer.code >= 500)) {
      throw new MailRefused(words(answers, 500), failure);
    }
    String words = words(answers, 400);
    return new MailUnavailable(
        words.isEmpty() ? Reason.of(Code.CONNECTION, server, oneLine(failure)) : Reason.text(words),
        failure);
  }

  /// Whether the server said what it made of the message. Angus states a lost connection as -1.
  static boolean hasAnswer(MessagingException failure) {
    return answers(failure).stream().anyMatch(answer -> answer.code > 0);
  }

  /// The answers about sender, recipients and message, from a chain of exceptions.
  private static List<Answer> answers(MessagingException failure) {
    var answers = new ArrayList<Answer>();
    Exception next = failure;
    while (next instanceof MessagingException one) {
      switch (one) {
        case SMTPAddressFailedException e ->
            answers.add(new Answer(e.getReturnCode(), e.getAddress() + ": " + oneLine(e)));
        case SMTPSenderFailedException e -> answers.add(new Answer(e.getReturnCode(), oneLine(e)));
        case SMTPSendFailedException e -> answers.add(new Answer(e.getReturnCode(), oneLine(e)));
        default -> {}
      }
      next = one.getNextException();
    }
    return answers;
  }

  private static String words(List<Answer> answers, int from) {
    return answers.stream()
        .filter(answer -> answer.code >= from)
        .map(Answer::words)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String oneLine(Exception failure) {
    String words = String.valueOf(failure.getMessage());
    return words.replaceAll("\\s+", " ").strip();
  }

  private SmtpAnswers() {}
}

package it.sportello.web.pages;

import it.sportello.base.QueueId;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.edge.FormIntake;
import it.sportello.web.server.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody typed into the form, not yet checked.
///
/// @param website the hidden field that only robots fill
record FormInput(
    String topic,
    String name,
    String email,
    String subject,
    String text,
    boolean consent,
    String website) {
  static final FormInput EMPTY = new FormInput("", "", "", "", "", false, "");

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;.]{1,63}(\\.[^\\s@<>,;.]{1,63})+");
  private static final int MAX_LINE = 200;
  private static final int MAX_TEXT = 20_000;

  /// The form as JSON.
  record Json(
      String queue,
      String name,
      String email,
      String subject,
      String text,
      Optional<Boolean> consent) {
    FormInput input() {
      return new FormInput(queue, name, email, subject, text, consent.orElse(false), "");
    }
  }

  /// What is wrong with the input.
  enum Problem {
    TOPIC("topic"),
    NAME("name"),
    EMAIL("email"),
    SUBJECT("subject"),
    TEXT("text"),
    CONSENT("consent"),
    TOO_MANY_FILES("files"),
    NOT_NOW("");

    private final String field;

    Problem(String field) {
      this.field = field;
    }

    /// The field it is about; empty if none.
    String field() {
      return field;
    }
  }

  static FormInput of(Form form) {
    return new FormInput(
        form.value("topic").orElse(""),
        form.value("name").orElse("").strip(),
        form.value("email").orElse("").strip(),
        form.value("subject").orElse("").strip(),
        form.value("text").orElse("").strip(),
        form.value("consent").isPresent(),
        form.value("website").orElse(""));
  }

  boolean isRobot() {
    return !website.isEmpty();
  }

  List<Problem> problems(Collection<QueueId> topics) {
    var problems = new ArrayList<Problem>();
    if (topics.stream().noneMatch(q -> q.value().equals(topic))) {
      problems.add(Problem.TOPIC);
    }
    if (!isLine(name)) {
      problems.add(Problem.NAME);
    }
    if (email.length() > MAX_LINE || !EMAIL.matcher(email).matches()) {
      problems.add(Problem.EMAIL);
    }
    if (!isLine(subject)) {
      problems.add(Problem.SUBJECT);
    }
    if (text.isBlank() || text.length() > MAX_TEXT) {
      problems.add(Problem.TEXT);
    }
    if (!consent) {
      problems.add(Problem.CONSENT);
    }
    return problems;
  }

  private static boolean isLine(String line) {
    return !line.isBlank()
        && line.length() <= MAX_LINE
        && line.chars().noneMatch(Character::isISOControl);
  }

  FormIntake.Request request(List<Attachment> attachments) {
    return new FormIntake.Request(new QueueId(topic), name, email, subject, text, attachments);
  }
}

package it.sportello.config;

import it.sportello.access.Role;
import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.config.yaml.Binder;
import it.sportello.config.yaml.Located;
import it.sportello.schedule.OpeningHours;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What must fit together although it stands in different places. Names are checked already.
final class CrossChecks {
  private final Binder binder;

  CrossChecks(Binder binder) {
    this.binder = binder;
  }

  /// A mailbox on the embedded server needs that server, and every mailbox a way in.
  void mail(MailConfig mail) {
    for (int i = 0; i < mail.mailboxes().size(); i++) {
      if (mail.mailboxes().get(i).embedded() && !mail.embedded().enabled()) {
        report(
            "sportello.yaml",
            "mail.mailboxes[" + i + "].embedded",
            "\"true\", but the embedded mail server is off",
            "mail.embedded.enabled: true");
      }
      MailboxConfig mailbox = mail.mailboxes().get(i);
      if (!mailbox.embedded() && mailbox.imap().isEmpty() && mail.intake().isEmpty()) {
        report(
            "sportello.yaml",
            "mail.mailboxes[" + i + "].imap",
            "missing, and no mail server hands its mail over",
            "imap, or mail.intake");
      }
    }
  }

  /// What mailboxes say by themselves is one of the texts.
  void acknowledgements(MailConfig mail, Texts texts) {
    for (int i = 0; i < mail.mailboxes().size(); i++) {
      String key = "mail.mailboxes[" + i + "].acknowledge.text";
      mail.mailboxes()
          .get(i)
          .acknowledge()
          .map(AcknowledgeConfig::text)
          .filter(text -> !texts.byId().containsKey(text))
          .ifPresent(text -> report("sportello.yaml", key, "\"" + text + "\"", oneOf(texts)));
    }
  }

  /// What stands under the messages of a queue is one of the texts.
  void signatures(QueuesFile queues, Texts texts) {
    for (int i = 0; i < queues.queues().size(); i++) {
      String text = queues.queues().get(i).signature();
      if (!texts.byId().containsKey(text)) {
        report("queues.yaml", "queues[" + i + "].signature", "\"" + text + "\"", oneOf(texts));
      }
    }
  }

  private static String oneOf(Texts texts) {
    return "one of texts/: "
        + texts.byId().keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  /// Whatever arrives on a channel waits in a queue that has a target for it.
  void channels(SportelloFile sportello, QueuesFile queues) {
    var targets = new HashMap<QueueId, Set<Channel>>();
    queues.queues().forEach(queue -> targets.put(queue.id(), queue.target().keySet()));
    List<MailboxConfig> mailboxes = sportello.mail().mailboxes();
    for (int i = 0; i < mailboxes.size(); i++) {
      MailboxConfig mailbox = mailboxes.get(i);
      String key = "mail.mailboxes[" + i + "].";
      channel(key + "queue", mailbox.queue(), mailbox.channel(), targets);
      for (int j = 0; j < mailbox.rules().size(); j++) {
        QueueId queue = mailbox.rules().get(j).queue();
        channel(key + "rules[" + j + "].queue", queue, mailbox.channel(), targets);
      }
    }
    sportello
        .web()
        .form()
        .ifPresent(form -> channel("web.form.queue", form.queue(), Channel.FORM, targets));
    List<NumberConfig> numbers = sportello.phone().map(PhoneConfig::numbers).orElse(List.of());
    for (int i = 0; i < numbers.size(); i++) {
      String key = "phone.numbers[" + i + "].queue";
      numbers.get(i).queue().ifPresent(queue -> channel(key, queue, Channel.VOICE, targets));
    }
  }

  private void channel(
      String key, QueueId queue, Channel channel, Map<QueueId, Set<Channel>> targets) {
    if (targets.containsKey(queue) && !targets.getOrDefault(queue, Set.of()).contains(channel)) {
      report(
          "sportello.yaml",
          key,
          "\"" + queue + "\" takes no " + channel.code(),
          "a queue with target." + channel.code() + " in queues.yaml");
    }
  }

  /// Every queue has somebody, and every operator a queue.
  void staffing(QueuesFile queues, OperatorsFile operators) {
    var staffed = new HashSet<QueueId>();
    for (int i = 0; i < operators.operators().size(); i++) {
      OperatorConfig operator = operators.operators().get(i);
      staffed.addAll(operator.queues());
      if (operator.roles().contains(Role.OPERATOR) && operator.queues().isEmpty()) {
        report(
            "operators.yaml",
            "operators[" + i + "].queues",
            "none, although the role is operator",
            "one queue at least");
      }
    }
    for (int i = 0; i < queues.queues().size(); i++) {
      QueueId queue = queues.queues().get(i).id();
      if (!staffed.contains(queue)) {
        report(
            "queues.yaml",
            "queues[" + i + "].id",
            "\"" + queue + "\" has no operator",
            "an operator with this queue in operators.yaml");
      }
    }
  }

  /// Whoever answers for a competence center is an expert.
  void experts(OperatorsFile file) {
    var roles = new HashMap<OperatorId, List<Role>>();
    file.operators().forEach(operator -> roles.put(operator.id(), operator.roles()));
    for (int i = 0; i < file.centers().size(); i++) {
      List<OperatorId> experts = file.centers().get(i).experts();
      for (int j = 0; j < experts.size(); j++) {
        List<Role> has = roles.get(experts.get(j));
        if (has != null && !has.contains(Role.EXPERT)) {
          report(
              "operators.yaml",
              "centers[" + i + "].experts[" + j + "]",
              "\"" + experts.get(j) + "\" is no expert",
              "an operator with the role expert");
        }
      }
    }
  }

  /// Makes every calendar; reports those that never open.
  Map<String, OpeningHours> hours(CalendarsFile file, Optional<CenterConfig> center) {
    ZoneId usual = center.map(CenterConfig::zone).orElse(ZoneOffset.UTC);
    var result = new LinkedHashMap<String, OpeningHours>();
    for (int i = 0; i < file.calendars().size(); i++) {
      CalendarConfig calendar = file.calendars().get(i);
      try {
        result.put(calendar.id(), calendar.hours(usual));
      } catch (IllegalArgumentException e) {
        String message = e.getMessage() == null ? "not a calendar" : e.getMessage();
        binder.report(located("calendars.yaml").refusal("calendars[" + i + "].week", message));
      }
    }
    return result;
  }

  private void report(String file, String key, String found, String expected) {
    binder.report(located(file).error(key, found, expected));
  }

  private Located located(String file) {
    return binder.where(file);
  }
}

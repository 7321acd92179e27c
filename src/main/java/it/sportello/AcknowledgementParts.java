package it.sportello;

import it.sportello.base.Ids;
import it.sportello.base.QueueId;
import it.sportello.config.AcknowledgeConfig;
import it.sportello.config.Configuration;
import it.sportello.config.MailboxConfig;
import it.sportello.config.Texts;
import it.sportello.customer.Recognition;
import it.sportello.edge.Acknowledger;
import it.sportello.journal.RawStore;
import it.sportello.mail.MailAddress;
import it.sportello.routing.Queue;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What mailboxes say by themselves, in the words of the configuration.
final class AcknowledgementParts {
  /// Between the same text in two languages.
  private static final String BETWEEN = "\n----------\n\n";

  private final Configuration config;
  private final Supplier<Texts> texts;
  private final Map<QueueId, Queue> queues;
  private final InstantSource clock;

  private AcknowledgementParts(
      Configuration config,
      Supplier<Texts> texts,
      Map<QueueId, Queue> queues,
      InstantSource clock) {
    this.config = config;
    this.texts = texts;
    this.queues = queues;
    this.clock = clock;
  }

  /// @param texts those in force
  static Acknowledger make(
      Configuration config,
      Supplier<Texts> texts,
      Map<QueueId, Queue> queues,
      Recognition recognition,
      Acknowledger.Composer composer,
      RawStore raw,
      Ids ids,
      InstantSource clock) {
    var parts = new AcknowledgementParts(config, texts, queues, clock);
    List<MailboxConfig> mailboxes = config.sportello().mail().mailboxes();
    var speaking = new HashMap<String, Acknowledger.Mailbox>();
    for (MailboxConfig mailbox : mailboxes) {
      mailbox.acknowledge().ifPresent(a -> speaking.put(mailbox.id(), parts.mailbox(mailbox, a)));
    }
    return new Acknowledger(
        speaking,
        Acknowledger.anyOf(
            mailboxes.stream().map(MailboxConfig::address).collect(Collectors.toSet())),
        recognition::byMail,
        composer,
        raw,
        ids::next);
  }

  private Acknowledger.Mailbox mailbox(MailboxConfig mailbox, AcknowledgeConfig a) {
    List<String> languages =
        a.languages().isEmpty() ? List.of(config.sportello().center().language()) : a.languages();
    return new Acknowledger.Mailbox(
        new MailAddress(mailbox.name(), mailbox.address()),
        values ->
            languages.stream()
                .map(language -> text(a.text(), language, values))
                .collect(Collectors.joining(BETWEEN)),
        a.perCorrespondent(),
        a.perMailbox());
  }

  private String text(String id, String language, Map<String, String> said) {
    var values = new HashMap<>(said);
    values.put("center", config.sportello().center().name());
    values.put("url", config.sportello().web().publicUrl().toString());
    values.put("status", config.sportello().web().statusUrl(said.getOrDefault("code", "")));
    values.put(
        "date",
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(Locale.of(language))
            .format(clock.instant().atZone(config.sportello().center().zone())));
    values.computeIfPresent(
        "queue",
        (_, name) ->
            Optional.ofNullable(queues.get(new QueueId(name))).map(Queue::name).orElse(""));
    return texts.get().render(id, language, values);
  }
}

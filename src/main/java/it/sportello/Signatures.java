package it.sportello;

import it.sportello.base.OperatorId;
import it.sportello.config.Configuration;
import it.sportello.edge.Acknowledger;
import it.sportello.history.ContactHistory;
import it.sportello.web.api.Signer;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What stands under an operator's words: the text its queue names, filled with what is known now.
final class Signatures implements Signer {
  private static final String USUAL = "mail-signature";

  private final Supplier<Configuration> config;
  private final InstantSource clock;

  /// @param config the one in force
  Signatures(Supplier<Configuration> config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String language() {
    return config.get().sportello().center().language();
  }

  @Override
  public List<String> languages() {
    return List.of("it", "en");
  }

  @Override
  public String of(ContactHistory contact, OperatorId operator, String language) {
    Configuration now = config.get();
    var values = new HashMap<String, String>();
    values.put("center", now.sportello().center().name());
    values.put("url", now.sportello().web().publicUrl().toString());
    values.put("code", contact.code());
    values.put("status", now.sportello().web().statusUrl(contact.code()));
    values.put(
        "customer",
        Acknowledger.saidBack(contact.name().isEmpty() ? contact.address() : contact.name()));
    values.put("subject", Acknowledger.saidBack(contact.subject()));
    values.put(
        "date",
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(Locale.of(language))
            .format(clock.instant().atZone(now.sportello().center().zone())));
    values.put("operator", nameOf(operator, now));
    String text = USUAL;
    for (var queue : now.queues().queues()) {
      if (contact.queue().filter(queue.id()::equals).isPresent()) {
        text = queue.signature();
        values.put("queue", queue.name().in(language));
      }
    }
    return now.texts().render(text, language, values).strip();
  }

  private static String nameOf(OperatorId operator, Configuration config) {
    return config.operators().operators().stream()
        .filter(o -> o.id().equals(operator))
        .findFirst()
        .map(o -> o.name())
        .orElseGet(operator::value);
  }
}

package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Names;
import java.util.Optional;

/// One number people dial. It leads to a queue or to a menu.
///
/// @param did as the trunk delivers it
public record NumberConfig(
    @Defines("number")
        @Like(value = "\\+?[0-9]{2,20}", expected = "digits, with or without a + before them")
        String did,
    @Names("queue") Optional<QueueId> queue,
    @Names("menu") Optional<String> menu) {
  public NumberConfig {
    LeadsToConfig.checkOne(queue, menu);
  }
}

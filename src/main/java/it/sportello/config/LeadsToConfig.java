package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Names;
import java.util.Optional;

/// Where a choice leads: a queue or another menu.
public record LeadsToConfig(
    @Names("queue") Optional<QueueId> queue, @Names("menu") Optional<String> menu) {
  public LeadsToConfig {
    checkOne(queue, menu);
  }

  /// @throws IllegalArgumentException if there is none or both
  static void checkOne(Optional<QueueId> queue, Optional<String> menu) {
    if (queue.isPresent() == menu.isPresent()) {
      throw new IllegalArgumentException(
          (queue.isPresent() ? "queue and menu" : "no queue and no menu")
              + " (expected: one of queue, menu)");
    }
  }
}

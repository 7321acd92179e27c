package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.config.yaml.Binder;
import java.util.List;
import java.util.Optional;

/// A queue that promises calls back must be able to tell of them, and to make them.
final class CallbackChecks {
  private static final String PREFIX = "callback-";
  private static final List<String> PROMPTS = List.of("offer", "promised", "goodbye", "impossible");

  private final Binder binder;
  private final PromptChecks prompts;

  CallbackChecks(Binder binder, PromptChecks prompts) {
    this.binder = binder;
    this.prompts = prompts;
  }

  /// @param phone empty without a telephone
  void queues(QueuesFile file, Optional<PhoneConfig> phone) {
    for (int i = 0; i < file.queues().size(); i++) {
      QueueConfig queue = file.queues().get(i);
      String key = "queues[" + i + "].callback";
      queue.callback().ifPresent(callback -> queue(key, queue, callback, phone));
    }
  }

  private void queue(
      String key, QueueConfig queue, CallbackConfig callback, Optional<PhoneConfig> phone) {
    if (!queue.target().containsKey(Channel.VOICE)) {
      report(key, "the queue takes no voice", "target.voice, or no callback");
    } else if (queue.announce().isEmpty()) {
      report(key, "nobody is told of it", "announce, which says that it is possible");
    }
    boolean dials =
        phone
            .flatMap(PhoneConfig::outgoing)
            .filter(outgoing -> !outgoing.prefixes().isEmpty())
            .isPresent();
    if (phone.isPresent() && !dials) {
      report(key, "no number may be called", "phone.outgoing.prefixes in sportello.yaml");
    }
    if (callback.every().multipliedBy(callback.tries() - 1L).compareTo(callback.keepFor()) >= 0) {
      report(
          key + ".keepFor",
          "over before the last of " + callback.tries() + " tries",
          "more than the pauses between them");
    }
    PROMPTS.forEach(name -> prompts.bothLanguages(key, PREFIX + name));
  }

  private void report(String key, String found, String expected) {
    binder.report(binder.where("queues.yaml").error(key, found, expected));
  }
}

package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.config.yaml.Binder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What callers hear must be there, and every menu must lead to a queue that takes calls.
final class PromptChecks {
  private static final List<String> LANGUAGES = List.of("it", "en");

  private final Binder binder;
  private final Path prompts;
  private final Set<QueueId> withoutCalls = new HashSet<>();

  /// @param directory of the configuration
  PromptChecks(Binder binder, Path directory) {
    this.binder = binder;
    prompts = directory.resolve("prompts");
  }

  /// Checks the queues; before the menus.
  void queues(QueuesFile file) {
    file.queues().stream()
        .filter(queue -> !queue.target().containsKey(Channel.VOICE))
        .forEach(queue -> withoutCalls.add(queue.id()));
    for (int i = 0; i < file.queues().size(); i++) {
      QueueConfig queue = file.queues().get(i);
      String key = "queues[" + i + "]";
      queue.closed().ifPresent(c -> bothLanguages(key + ".closed.prompt", c.prompt()));
      queue.recording().ifPresent(r -> bothLanguages(key + ".recording.prompt", r.prompt()));
      queue
          .closed()
          .flatMap(ClosedConfig::to)
          .ifPresent(to -> leadsOn(key + ".closed.to", queue.id(), to));
      queue
          .survey()
          .ifPresent(
              s -> {
                bothLanguages(key + ".survey.prompt", s.prompt());
                bothLanguages(key + ".survey.thanks", s.thanks());
              });
      Optional<OverflowConfig> overflow = queue.overflow();
      overflow
          .flatMap(OverflowConfig::prompt)
          .ifPresent(name -> bothLanguages(key + ".overflow.prompt", name));
      overflow
          .flatMap(OverflowConfig::to)
          .ifPresent(to -> leadsOn(key + ".overflow.to", queue.id(), to));
    }
  }

  private void leadsOn(String key, QueueId queue, QueueId to) {
    if (to.equals(queue)) {
      report("queues.yaml", key, "\"" + to + "\" is this queue", "another queue");
    }
    takesCalls("queues.yaml", key, to);
  }

  /// Checks that a prompt of a queue is there.
  void bothLanguages(String key, String name) {
    LANGUAGES.forEach(language -> prompt("queues.yaml", key, name, language));
  }

  /// Checks the menus.
  ///
  /// @param language of menus that name none
  void menus(List<MenuConfig> menus, String language) {
    Map<String, MenuConfig> byId = new HashMap<>();
    menus.forEach(menu -> byId.put(menu.id(), menu));
    for (int i = 0; i < menus.size(); i++) {
      MenuConfig menu = menus.get(i);
      String key = "phone.menus[" + i + "]";
      prompt("sportello.yaml", key + ".prompt", menu.prompt(), menu.language().orElse(language));
      menu.digits().forEach((digit, to) -> target(key + ".digits." + digit, to));
      target(key + ".otherwise", menu.otherwise());
      if (isRound(menu, byId)) {
        report(
            "sportello.yaml",
            key + ".otherwise",
            "never leaves the menus",
            "a way that ends at a queue, for callers who press nothing");
      }
    }
  }

  private void target(String key, LeadsToConfig to) {
    to.queue().ifPresent(queue -> takesCalls("sportello.yaml", key + ".queue", queue));
  }

  private void takesCalls(String file, String key, QueueId queue) {
    if (withoutCalls.contains(queue)) {
      report(
          file,
          key,
          "\"" + queue + "\" takes no voice",
          "a queue with target.voice in queues.yaml");
    }
  }

  private static boolean isRound(MenuConfig menu, Map<String, MenuConfig> byId) {
    var seen = new HashSet<String>();
    Optional<MenuConfig> next = Optional.of(menu);
    while (next.isPresent() && seen.add(next.get().id())) {
      next = next.get().otherwise().menu().flatMap(id -> Optional.ofNullable(byId.get(id)));
    }
    return next.isPresent();
  }

  private void prompt(String file, String key, String name, String language) {
    String stem = name + "." + language;
    if (!Files.isReadable(prompts.resolve(stem + ".txt"))
        && !Files.isReadable(prompts.resolve(stem + ".wav"))) {
      report(
          file,
          key,
          "\"" + name + "\" has no " + language,
          "prompts/" + stem + ".txt, or a recording " + stem + ".wav");
    }
  }

  private void report(String file, String key, String found, String expected) {
    binder.report(binder.where(file).error(key, found, expected));
  }
}

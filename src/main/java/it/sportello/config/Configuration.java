package it.sportello.config;

import it.sportello.config.yaml.Binder;
import it.sportello.config.yaml.ConfigError;
import it.sportello.schedule.OpeningHours;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole installation, read from one directory and checked.
///
/// @param directory where it was read from; relative paths in it are already resolved
/// @param hours every calendar by its id
public record Configuration(
    Path directory,
    SportelloFile sportello,
    QueuesFile queues,
    OperatorsFile operators,
    ClassificationFile classification,
    IndicatorsFile indicators,
    Map<String, OpeningHours> hours,
    Texts texts) {

  /// What loading came to.
  public sealed interface Result {}

  /// Everything is right.
  public record Loaded(Configuration configuration) implements Result {}

  /// Something is wrong.
  ///
  /// @param errors all of it, by file and line; at least one
  public record Broken(List<ConfigError> errors) implements Result {}

  /// Reads a directory; blocks for the files. Secrets may come from this process's environment.
  public static Result load(Path directory) {
    return load(directory, System.getenv());
  }

  /// Reads a directory, with secrets from `environment`.
  public static Result load(Path directory, Map<String, String> environment) {
    var binder = new Binder(directory, environment);
    Optional<SportelloFile> sportello = binder.file("sportello.yaml", SportelloFile.class);
    Optional<QueuesFile> queues = binder.file("queues.yaml", QueuesFile.class);
    Optional<OperatorsFile> operators = binder.file("operators.yaml", OperatorsFile.class);
    Optional<ClassificationFile> classification =
        binder.file("classification.yaml", ClassificationFile.class);
    Optional<IndicatorsFile> indicators = binder.file("indicators.yaml", IndicatorsFile.class);
    Optional<CalendarsFile> calendars = binder.file("calendars.yaml", CalendarsFile.class);
    Texts texts = new TextFiles(directory, binder::report).read();
    binder.checkNames();
    var checks = new CrossChecks(binder);
    sportello.ifPresent(it -> checks.mail(it.mail()));
    sportello.ifPresent(it -> new DkimChecks(binder).mailboxes(it.mail().mailboxes()));
    sportello.ifPresent(it -> checks.acknowledgements(it.mail(), texts));
    queues.ifPresent(it -> checks.signatures(it, texts));
    sportello.ifPresent(it -> queues.ifPresent(others -> checks.channels(it, others)));
    queues.ifPresent(it -> operators.ifPresent(others -> checks.staffing(it, others)));
    operators.ifPresent(checks::experts);
    queues.ifPresent(
        it -> operators.ifPresent(others -> new RoutingChecks(binder).all(it, others)));
    var prompts = new PromptChecks(binder, directory);
    queues.ifPresent(prompts::queues);
    queues.ifPresent(
        it ->
            sportello.ifPresent(
                phones -> new CallbackChecks(binder, prompts).queues(it, phones.phone())));
    sportello.ifPresent(
        it -> it.phone().ifPresent(phone -> prompts.menus(phone.menus(), it.center().language())));
    Map<String, OpeningHours> hours =
        calendars
            .map(it -> checks.hours(it, sportello.map(SportelloFile::center)))
            .orElse(Map.of());
    List<ConfigError> errors = binder.errors();
    if (!errors.isEmpty()) {
      return new Broken(errors);
    }
    return new Loaded(
        new Configuration(
            directory,
            sportello.orElseThrow(),
            queues.orElseThrow(),
            operators.orElseThrow(),
            classification.orElseThrow(),
            indicators.orElseThrow(),
            hours,
            texts));
  }
}

package it.sportello;

import it.sportello.base.OperatorId;
import it.sportello.config.Configuration;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import it.sportello.web.api.ConfigurationApi.Reloaded;
import it.sportello.web.api.ConfigurationApi.Reloader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the configuration again while the server runs. What is wrong with it is said, and the old
/// one stays; what is right counts at the desk's next decision.
final class Reloading implements Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final DeskLane desk;
  private final Consumer<Configuration> told;
  private Configuration inForce;

  /// @param told hears of each configuration that comes into force: texts are read from it
  Reloading(Configuration inForce, DeskLane desk, Consumer<Configuration> told) {
    this.inForce = inForce;
    this.desk = desk;
    this.told = told;
  }

  /// One at a time; blocks for the files. The lock is held while the desk decides, which never asks
  /// back.
  @Override
  public synchronized Reloaded reload(OperatorId by) {
    return switch (Configuration.load(inForce.directory())) {
      case Configuration.Broken broken ->
          new Reloaded(
              List.of(),
              List.of(),
              broken.errors().stream().map(Object::toString).toList(),
              CompletableFuture.completedFuture(new Reply.Done(0)));
      case Configuration.Loaded loaded -> use(loaded.configuration(), by);
    };
  }

  private Reloaded use(Configuration next, OperatorId by) {
    ConfigurationDiff diff = ConfigurationDiff.between(inForce, next);
    CompletableFuture<Reply> reply =
        desk.submit(
            new Command.Configure(by.value(), new RulesMaker(next).rules(), diff.changes()));
    if (reply.join() instanceof Reply.Done) {
      LOG.info("configuration read again by {}: {}", by, diff.changes());
      inForce = next;
      told.accept(next);
    }
    return new Reloaded(diff.changes(), diff.restart(), List.of(), reply);
  }
}

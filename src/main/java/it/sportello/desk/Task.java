package it.sportello.desk;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What waits for its turn on the desk lane.
sealed interface Task {
  /// A command, and whom to tell what became of it.
  record Submit(Command command, CompletableFuture<Reply> reply) implements Task {}

  /// A question about the live state.
  record Ask(Consumer<DeskState> question) implements Task {}
}

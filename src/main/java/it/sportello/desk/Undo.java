package it.sportello.desk;

import java.util.ArrayDeque;
import java.util.Deque;

/// Remembers how to take back what was changed since a mark, newest first.
final class Undo {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  void remember(Runnable step) {
    steps.push(step);
  }

  /// Names the present point.
  int mark() {
    return steps.size();
  }

  /// Takes back everything since `mark`.
  void backTo(int mark) {
    while (steps.size() > mark) {
      steps.pop().run();
    }
  }

  /// Gives up the possibility to go back: what was changed is durable now.
  void keep() {
    steps.clear();
  }
}

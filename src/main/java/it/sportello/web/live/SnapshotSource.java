package it.sportello.web.live;

import it.sportello.base.OperatorId;

/// Makes what a console starts with.
@FunctionalInterface
public interface SnapshotSource {
  /// Everything one console shows, and the number up to which messages are contained in it.
  ///
  /// Called on a virtual thread, so it may wait for the desk lane. Every message with a greater
  /// number is sent after it, every other one is not: the number must be read together with the
  /// state.
  ///
  /// @throws Exception the console is told to come back later
  LiveMessage snapshot(OperatorId operator) throws Exception;
}

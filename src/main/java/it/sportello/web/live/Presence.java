package it.sportello.web.live;

import it.sportello.base.OperatorId;

/// Hears whose console is there. The two calls for one operator alternate, `connected` first.
///
/// Called on any thread, under a lock of the hub: it hands over to a lane and returns at once.
public interface Presence {
  /// The operator's first console connected.
  void connected(OperatorId operator);

  /// The operator's last console is gone; it may be back within seconds.
  void disconnected(OperatorId operator);
}

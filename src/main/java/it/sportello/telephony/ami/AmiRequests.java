package it.sportello.telephony.ami;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends actions without waiting for their answers, and counts what became of them. That a channel
/// has gone is normal; without a link an action is dropped, because what is read when the link
/// comes back says more than an old request. Used on the phone's lane only.
final class AmiRequests {
  private static final Logger LOG = LoggerFactory.getLogger(AmiRequests.class);

  /// What Asterisk says of a channel that has gone, or is just being hung up.
  private static final List<String> TOO_LATE =
      List.of("does not exist", "No such channel", "channel not up", "Async AGI");

  private final AmiLink link;
  private final AmiMeters meters;

  AmiRequests(AmiLink link, AmiMeters meters) {
    this.link = link;
    this.meters = meters;
  }

  void send(ManagerAction action) {
    Optional<ManagerConnection> connection = link.connection();
    if (connection.isEmpty()) {
      dropped(action, "the link is down");
      return;
    }
    String name = action.getAction();
    try {
      connection.get().sendAction(action, response -> answered(name, response));
      meters.request(name, "sent");
    } catch (IOException | IllegalStateException e) {
      dropped(action, e.getMessage());
    }
  }

  private void dropped(ManagerAction action, @Nullable String reason) {
    meters.request(action.getAction(), "dropped");
    LOG.debug("AMI action {} not sent: {}", action.getAction(), reason);
  }

  /// Called on asterisk-java's thread; `null` where the link broke before the answer.
  private void answered(String action, @Nullable ManagerResponse response) {
    if (!(response instanceof ManagerError)) {
      return;
    }
    meters.request(action, "refused");
    String reason = String.valueOf(response.getMessage());
    if (TOO_LATE.stream().anyMatch(reason::contains)) {
      LOG.debug("AMI action {} came too late: {}", action, reason);
    } else {
      LOG.warn("AMI action {} refused: {}", action, reason);
    }
  }
}

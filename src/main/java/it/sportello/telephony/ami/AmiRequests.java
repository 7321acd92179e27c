package it.sportello.telephony.ami;

import it.sportello.base.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends actions without waiting for their answers, and counts what became of them.
///
/// That a channel has gone is normal; without a link an action is dropped, because what is read
/// when the link comes back says more than an old request. A channel that is still on its way to
/// where the redirect before sent it takes no other one for some milliseconds: that redirect is
/// sent again until it is taken, unless something newer was asked of the same channel meanwhile.
/// Used on the phone's lane only.
final class AmiRequests {
  private static final Logger LOG = LoggerFactory.getLogger(AmiRequests.class);

  /// A moved channel was ready after 1 to 15 ms, seldom 50 on a busy machine.
  static final Duration AGAIN_AFTER = Duration.ofMillis(40);

  /// Together two seconds: after that the channel is one that Asterisk is hanging up.
  static final int MOST_TRIES = 50;

  private static final String ON_ITS_WAY = "channel not up";

  /// What Asterisk says of a channel that has gone, or is just being hung up.
  private static final List<String> TOO_LATE =
      List.of("does not exist", "No such channel", ON_ITS_WAY, "Async AGI");

  /// Sends one action; the answer may be `null` where the link broke, and comes on any thread.
  @FunctionalInterface
  interface Wire {
    /// Sends it.
    ///
    /// @throws IOException if the link is down
    void send(ManagerAction action, Answered answered) throws IOException;
  }

  /// Hears an answer.
  @FunctionalInterface
  interface Answered {
    void answer(@Nullable ManagerResponse response);
  }

  /// Runs something on the phone's lane, now or after a pause.
  interface Clock {
    void now(Runnable task);

    void later(Duration pause, Runnable task);
  }

  private final Wire wire;
  private final Clock clock;
  private final AmiMeters meters;

  /// The last thing that was asked of each channel and moves or ends it; until it is answered.
  private final Map<String, ManagerAction> latest = new HashMap<>();

  AmiRequests(AmiLink link, Lane lane, AmiMeters meters) {
    this(overLink(link), onLane(lane), meters);
  }

  AmiRequests(Wire wire, Clock clock, AmiMeters meters) {
    this.wire = wire;
    this.clock = clock;
    this.meters = meters;
  }

  private static Wire overLink(AmiLink link) {
    return (action, answered) -> {
      Optional<ManagerConnection> connection = link.connection();
      if (connection.isEmpty()) {
        throw new IOException("the link is down");
      }
      connection.get().sendAction(action, answered::answer);
    };
  }

  private static Clock onLane(Lane lane) {
    return new Clock() {
      @Override
      public void now(Runnable task) {
        lane.run(task);
      }

      @Override
      public void later(Duration pause, Runnable task) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
            .execute(() -> lane.run(task));
      }
    };
  }

  void send(ManagerAction action) {
    for (String channel : moved(action)) {
      latest.put(channel, action);
    }
    send(action, 1);
  }

  private void send(ManagerAction action, int attempt) {
    String name = action.getAction();
    try {
      wire.send(action, response -> clock.now(() -> answered(action, attempt, response)));
      meters.request(name, "sent");
    } catch (IOException | IllegalStateException e) {
      forget(action);
      meters.request(name, "dropped");
      LOG.debug("AMI action {} not sent: {}", name, e.getMessage());
    }
  }

  private void answered(ManagerAction action, int attempt, @Nullable ManagerResponse response) {
    if (!(response instanceof ManagerError)) {
      forget(action);
      return;
    }
    String reason = String.valueOf(response.getMessage());
    if (action instanceof RedirectAction
        && reason.contains(ON_ITS_WAY)
        && attempt < MOST_TRIES
        && isLatest(action)) {
      meters.request(action.getAction(), "repeated");
      clock.later(AGAIN_AFTER, () -> again(action, attempt + 1));
      return;
    }
    forget(action);
    meters.request(action.getAction(), "refused");
    if (TOO_LATE.stream().anyMatch(reason::contains)) {
      LOG.debug("AMI action {} came too late: {}", action.getAction(), reason);
    } else {
      LOG.warn("AMI action {} refused: {}", action.getAction(), reason);
    }
  }

  private void again(ManagerAction action, int attempt) {
    if (isLatest(action)) {
      action.setActionId(null);
      send(action, attempt);
    }
  }

  /// A redirect of two legs is repeated as a whole, so it must be the newest for both.
  private boolean isLatest(ManagerAction action) {
    return moved(action).stream().allMatch(channel -> action.equals(latest.get(channel)));
  }

  private void forget(ManagerAction action) {
    moved(action).forEach(channel -> latest.remove(channel, action));
  }

  /// The channels that an action moves or ends.
  private static List<String> moved(ManagerAction action) {
    return switch (action) {
      case RedirectAction r when r.getExtraChannel() != null ->
          List.of(r.getChannel(), r.getExtraChannel());
      case RedirectAction r -> List.of(r.getChannel());
      case HangupAction h -> List.of(h.getChannel());
      default -> List.of();
    };
  }
}

package it.sportello;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Sessions;
import it.sportello.base.Lane;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskRules;
import it.sportello.edge.Insistence;
import it.sportello.schedule.OpeningHours;
import it.sportello.web.api.Cards;
import it.sportello.web.live.DeskFeed;
import it.sportello.web.live.LiveHub;
import it.sportello.web.live.LiveMessage;
import it.sportello.web.live.Presence;
import it.sportello.web.server.Router;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What keeps consoles up to date: the feed that makes messages of commits, and the hub that
/// carries them.
final class LiveParts implements AutoCloseable {
  private final DeskFeed feed;
  private final Lane presence = new Lane("presence");

  LiveParts(
      Insistence insistence,
      Sessions sessions,
      MeterRegistry meters,
      RulesMaker maker,
      DeskRules rules,
      Cards cards,
      InstantSource clock,
      ZoneId zone,
      BooleanSupplier catchingUp,
      Router router) {
    Map<QueueId, OpeningHours> hours = maker.hoursByQueue();
    var late = new HubLater();
    feed =
        new DeskFeed(
            rules.queues(),
            maker.promisedRatios(),
            rules.operators(),
            rules.centers(),
            cards,
            late::publish,
            queue ->
                Optional.ofNullable(hours.get(queue))
                    .filter(open -> open.isOpen(clock.instant()))
                    .isPresent(),
            catchingUp,
            clock,
            zone);
    var hub =
        new LiveHub(
            id -> feed.snapshot(id).get(10, TimeUnit.SECONDS),
            new TellsDesk(insistence),
            sessions::touch,
            clock,
            meters);
    late.hub = Optional.of(hub);
    hub.addTo(router);
    sessions.onEnded(hub::loggedOut);
  }

  /// The feed and the hub need each other; the hub is there before anything is published.
  private static final class HubLater {
    private Optional<LiveHub> hub = Optional.empty();

    void publish(LiveMessage message) {
      hub.ifPresent(h -> h.publish(message));
    }
  }

  /// Tells the desk which consoles are there, one after the other and off the event loops.
  private final class TellsDesk implements Presence {
    private final Insistence insistence;

    TellsDesk(Insistence insistence) {
      this.insistence = insistence;
    }

    @Override
    public void connected(OperatorId operator) {
      presence.run(() -> insistence.tell(new Command.ConsoleConnected(operator)));
    }

    @Override
    public void disconnected(OperatorId operator) {
      presence.run(() -> insistence.tell(new Command.ConsoleGone(operator)));
    }
  }

  DeskFeed feed() {
    return feed;
  }

  @Override
  public void close() {
    presence.close();
    feed.close();
  }
}

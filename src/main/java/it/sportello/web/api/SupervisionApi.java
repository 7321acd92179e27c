package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.ContactId;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.supervision.Supervision;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import it.sportello.web.api.Shapes.Named;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Supervisors take part in talks; who sees that they do is a matter of the configuration.
public final class SupervisionApi {
  private record ModeBody(String mode) {}

  private record Nothing() {}

  /// One session.
  ///
  /// @param since when the supervisor could hear the talk; empty while the phone rings
  record Listener(
      String contact, Named operator, Named supervisor, String mode, Optional<Instant> since) {}

  record Sessions(List<Listener> supervisions, boolean recordingRoom) {}

  private final DeskLane desk;
  private final Ids ids;
  private final Names names;
  private final Supplier<List<Supervision>> sessions;
  private final BooleanSupplier room;
  private final MediaRights rights;

  /// @param room whether there is room for recordings
  /// @param rights who sees who takes part in a talk
  public SupervisionApi(
      DeskLane desk,
      Ids ids,
      Names names,
      Supplier<List<Supervision>> sessions,
      BooleanSupplier room,
      MediaRights rights) {
    this.desk = desk;
    this.ids = ids;
    this.names = names;
    this.sessions = sessions;
    this.room = room;
    this.rights = rights;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access supervisors = Access.anyOf(Role.SUPERVISOR);
    router.add(
        Route.of(Method.POST, "/api/v1/contacts/{id}/supervise", supervisors, this::supervise));
    router.add(Route.of(Method.POST, "/api/v1/supervision/end", supervisors, this::end));
    router.add(Method.GET, "/api/v1/supervisions", Access.LOGGED_IN, this::list);
  }

  private Response supervise(Request request) throws InterruptedException {
    String said = request.json(ModeBody.class).mode();
    SpyMode mode =
        SpyMode.ofCode(said)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        400,
                        "wrong-type",
                        "mode: " + said + " (expected: listen, whisper or barge)"));
    return Replies.of(
        desk.submit(
            new Command.Supervise(
                user(request),
                WorkApi.id("id", request.pathParam("id"), ContactId::new),
                mode,
                new SpyId(SpyId.PREFIX + ids.next()))));
  }

  private Response end(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.EndSupervision(user(request))));
  }

  private Response list(Request request) {
    Session session = request.requireSession();
    return Response.json(
        new Sessions(
            sessions.get().stream()
                .filter(s -> rights.seesSupervision(session, s.operator()))
                .map(this::shape)
                .toList(),
            room.getAsBoolean()));
  }

  private Listener shape(Supervision s) {
    return new Listener(
        s.contact().value(),
        names.operator(s.operator()),
        names.operator(s.supervisor()),
        s.mode().code(),
        s.began());
  }

  private static OperatorId user(Request request) {
    return request.requireSession().user();
  }
}

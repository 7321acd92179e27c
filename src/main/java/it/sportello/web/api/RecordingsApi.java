package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.history.HistoryStore;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingVault;
import it.sportello.web.server.Access;
import it.sportello.web.server.ByteRange;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.io.IOException;
import java.time.InstantSource;

/// Recordings: pausing one, and listening to those that are kept. Whoever listens is recorded
/// before the first byte leaves.
public final class RecordingsApi {
  private static final String LISTENINGS = "/api/v1/contacts/{id}/recordings/{n}/listenings";
  private static final String SOUND = "/api/v1/contacts/{id}/recordings/{n}/sound";

  private record Nothing() {}

  /// Where the sound is had from, for a while.
  record Listening(String address) {}

  private final DeskLane desk;
  private final HistoryStore history;
  private final RecordingVault vault;
  private final Listenings listenings;
  private final MediaRights rights;

  /// @param rights who may listen
  public RecordingsApi(
      DeskLane desk,
      HistoryStore history,
      RecordingVault vault,
      InstantSource clock,
      MediaRights rights) {
    this.desk = desk;
    this.history = history;
    this.vault = vault;
    listenings = new Listenings(clock);
    this.rights = rights;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access people = Access.anyOf(Role.OPERATOR, Role.SUPERVISOR);
    router.add(Route.of(Method.POST, "/api/v1/contacts/{id}/recording/pause", people, this::pause));
    router.add(
        Route.of(Method.POST, "/api/v1/contacts/{id}/recording/resume", people, this::resume));
    router.add(Route.of(Method.POST, LISTENINGS, people, this::listen));
    router.add(Method.GET, SOUND, people, this::sound);
  }

  private Response pause(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.PauseRecording(user(request), contact(request))));
  }

  private Response resume(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.ResumeRecording(user(request), contact(request))));
  }

  private Response listen(Request request) throws Exception {
    request.json(Nothing.class);
    RecordingId id = recording(request);
    allow(request, id);
    open(id);
    Response recorded = Replies.of(desk.submit(new Command.HearRecording(user(request), id)));
    if (recorded.status() != 200) {
      return recorded;
    }
    String token = listenings.begin(user(request), id);
    String path =
        SOUND.replace("{id}", id.contact().value()).replace("{n}", Integer.toString(id.n()));
    return Response.json(201, new Listening(path + "?listening=" + token));
  }

  private Response sound(Request request) throws IOException {
    RecordingId id = recording(request);
    allow(request, id);
    String token = request.query("listening").orElse("");
    if (!listenings.may(token, user(request), id)) {
      throw new RequestRefused(
          403, "not-listening", "Ascolto scaduto / Begin to listen first (expected: listening)");
    }
    RecordingVault.Sound sound = open(id);
    return ByteRange.answer(request, "audio/wav", "\"" + id + "\"", sound.length(), sound::read);
  }

  private RecordingVault.Sound open(RecordingId id) throws IOException {
    return vault
        .open(id)
        .orElseThrow(
            () -> new RequestRefused(404, "no-such-recording", "recording " + id + " is not kept"));
  }

  /// Nobody learns whether there is such a recording who may not hear it.
  private void allow(Request request, RecordingId id) {
    Session session = request.requireSession();
    boolean may =
        history.contact(id.contact()).stream()
            .flatMap(h -> h.recordings().stream())
            .anyMatch(s -> s.n() == id.n() && rights.mayHear(session, s));
    if (!may) {
      throw new RequestRefused(
          403, "not-allowed", "Il suo ruolo non lo consente / Your role does not allow this");
    }
  }

  private static OperatorId user(Request request) {
    return request.requireSession().user();
  }

  private static ContactId contact(Request request) {
    return WorkApi.id("id", request.pathParam("id"), ContactId::new);
  }

  private static RecordingId recording(Request request) {
    return WorkApi.id("n", request.pathParam("id") + "-" + request.pathParam("n"), RecordingId::of);
  }
}

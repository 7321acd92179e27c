package it.sportello.web.api;

import it.sportello.base.ContactId;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryStore;
import it.sportello.journal.RawStore;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/// What proves a contact's messages, as one download: for whoever may see the contact.
public final class EvidenceApi {
  private final HistoryStore history;
  private final Runnable catchUp;
  private final RawStore raw;
  private final Path temporary;
  private final FileGate gate;
  private final InstantSource clock;

  /// @param catchUp waits a moment for the history to contain what was just recorded
  /// @param gate who may have messages as they came
  /// @param temporary where a file waits while it is downloaded
  public EvidenceApi(
      HistoryStore history,
      Runnable catchUp,
      RawStore raw,
      FileGate gate,
      Path temporary,
      InstantSource clock) {
    this.history = history;
    this.catchUp = catchUp;
    this.raw = raw;
    this.gate = gate;
    this.temporary = temporary;
    this.clock = clock;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(Method.GET, "/api/v1/contacts/{id}/evidence", Access.LOGGED_IN, this::download);
  }

  private Response download(Request request) throws IOException, InterruptedException {
    catchUp.run();
    ContactId id = WorkApi.id("id", request.pathParam("id"), ContactId::new);
    ContactHistory contact =
        history
            .contact(id)
            .orElseThrow(
                () ->
                    new RequestRefused(404, "no-such-contact", "contact " + id + " is not known"));
    gate.checkEvidence(contact, request.requireSession());
    Files.createDirectories(temporary);
    Path file = Files.createTempFile(temporary, "evidence", ".zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      new EvidenceZip(contact, raw).write(out, clock.instant());
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return Response.download(
        contact.code() + ".zip",
        "application/zip",
        () -> Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
  }
}

package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.OperatorId;
import it.sportello.desk.Reply;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Reads the installation's files again on request.
public final class ConfigurationApi {
  /// What reading them again came to.
  ///
  /// @param changes what counts from now on
  /// @param restart what differs too, but counts after the next start only
  /// @param errors what is wrong; then nothing has changed
  /// @param reply the desk's answer
  public record Reloaded(
      List<String> changes,
      List<String> restart,
      List<String> errors,
      CompletableFuture<Reply> reply) {}

  /// Reads them; may block.
  @FunctionalInterface
  public interface Reloader {
    /// Reads and checks all files; if nothing is wrong, what they say counts from now on.
    ///
    /// @param by who asked for it
    Reloaded reload(OperatorId by);
  }

  private record Said(List<String> changes, List<String> restart) {}

  private final Reloader reloader;

  public ConfigurationApi(Reloader reloader) {
    this.reloader = reloader;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(
        Method.POST, "/api/v1/configuration/reload", Access.anyOf(Role.SUPERVISOR), this::reload);
  }

  private Response reload(Request request) throws InterruptedException {
    Reloaded reloaded = reloader.reload(request.requireSession().user());
    if (!reloaded.errors().isEmpty()) {
      return Response.problem(409, "configuration-broken", String.join("\n", reloaded.errors()));
    }
    return Replies.await(reloaded.reply()) instanceof Reply.Done
        ? Response.json(new Said(reloaded.changes(), reloaded.restart()))
        : Replies.of(reloaded.reply());
  }
}

package it.sportello.web.api;

import it.sportello.desk.Reply;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for the desk and says its answer in HTTP: the one place where core refusals become
/// statuses.
final class Replies {
  /// A commit takes milliseconds; whoever waits longer is told to ask again.
  private static final long WAIT_SECONDS = 30;

  private static final Map<String, Integer> STATUSES =
      Map.of(
          "no-such-contact", 404,
          "no-such-escalation", 404,
          "no-such-queue", 400,
          "no-such-center", 400,
          "due-in-the-past", 400,
          "no-address", 400);

  private record Done(String result) {}

  private Replies() {}

  static Response of(CompletableFuture<Reply> reply) throws InterruptedException {
    return of(await(reply), new Done("done"));
  }

  static Response of(Reply reply) {
    return of(reply, new Done("done"));
  }

  /// @param done what is answered after the commit
  static Response of(CompletableFuture<Reply> reply, Object done) throws InterruptedException {
    return of(await(reply), done);
  }

  private static Response of(Reply reply, Object done) {
    return switch (reply) {
      case Reply.Done _ -> Response.json(done);
      case Reply.Refused r ->
          Response.problem(STATUSES.getOrDefault(r.code(), 409), r.code(), r.detail());
      case Reply.NotNow r ->
          Response.problem(503, r.code(), r.detail()).withHeader("Retry-After", "5");
    };
  }

  static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new RequestRefused(503, "busy", "the desk did not answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the desk could not answer", e.getCause());
    }
  }
}

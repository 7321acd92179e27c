package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.web.api.Shapes.Both;
import it.sportello.web.api.Shapes.Named;
import it.sportello.web.live.DeskFeed;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is going on now, and what can be chosen: queues, operators, questions, centers,
/// classification.
public final class DeskApi {
  /// First level of the classification.
  public record Area(String id, Both label, List<Topic> topics) {}

  /// Second level of the classification.
  public record Topic(String id, Both label, List<Detail> details) {}

  /// Third level of the classification.
  public record Detail(String id, Both label) {}

  private record Queues(List<Shapes.Queue> queues) {}

  private record Operators(List<Shapes.Operator> operators) {}

  private record Escalations(List<Shapes.Escalation> escalations) {}

  private record Centers(List<Named> centers) {}

  private record Areas(List<Area> areas) {}

  private final DeskFeed feed;
  private final List<Named> centers;
  private final List<Area> areas;

  public DeskApi(DeskFeed feed, List<Named> centers, List<Area> areas) {
    this.feed = feed;
    this.centers = List.copyOf(centers);
    this.areas = List.copyOf(areas);
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(
        Method.GET,
        "/api/v1/queues",
        Access.LOGGED_IN,
        _ -> Response.json(new Queues(await(feed.queues()))));
    router.add(
        Method.GET,
        "/api/v1/operators",
        Access.LOGGED_IN,
        _ -> Response.json(new Operators(await(feed.operators()))));
    router.add(
        Method.GET,
        "/api/v1/escalations",
        Access.anyOf(Role.EXPERT, Role.OPERATOR, Role.SUPERVISOR),
        this::escalations);
    router.add(
        Method.GET, "/api/v1/centers", Access.LOGGED_IN, _ -> Response.json(new Centers(centers)));
    router.add(
        Method.GET,
        "/api/v1/classification",
        Access.LOGGED_IN,
        _ -> Response.json(new Areas(areas)));
  }

  private Response escalations(Request request) throws InterruptedException {
    boolean openOnly = request.query("state").filter("open"::equals).isPresent();
    List<Shapes.Escalation> all = await(feed.escalations(request.requireSession().user()));
    return Response.json(
        new Escalations(all.stream().filter(e -> !openOnly || e.state().equals("open")).toList()));
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new RequestRefused(503, "busy", "the server did not answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the overview could not be made", e.getCause());
    }
  }
}

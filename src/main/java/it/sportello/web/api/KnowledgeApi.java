package it.sportello.web.api;

import it.sportello.knowledge.Article;
import it.sportello.knowledge.Knowledge;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Articles to answer from.
public final class KnowledgeApi {
  private static final int MAX_QUERY = 500;

  private record Hits(List<Knowledge.Hit> hits) {}

  private record Shown(
      String id,
      String title,
      String area,
      List<String> keywords,
      Optional<LocalDate> reviewed,
      String html) {}

  private final Knowledge knowledge;
  private final Function<String, String> toHtml;

  /// @param toHtml makes safe HTML of Markdown
  public KnowledgeApi(Knowledge knowledge, Function<String, String> toHtml) {
    this.knowledge = knowledge;
    this.toHtml = toHtml;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(Method.GET, "/api/v1/knowledge", Access.LOGGED_IN, this::search);
    router.add(Method.GET, "/api/v1/knowledge/{id}", Access.LOGGED_IN, this::article);
  }

  private Response search(Request request) {
    String query = request.query("q").orElse("");
    if (query.length() > MAX_QUERY) {
      query = query.substring(0, MAX_QUERY);
    }
    int limit = request.query("limit").map(KnowledgeApi::limit).orElse(10);
    return Response.json(new Hits(knowledge.search(query, limit)));
  }

  private Response article(Request request) {
    String id = request.pathParam("id");
    Article article =
        knowledge
            .article(id)
            .orElseThrow(() -> new RequestRefused(404, "no-such-article", "article " + id));
    return Response.json(
        new Shown(
            article.id(),
            article.title(),
            article.area(),
            article.keywords(),
            article.reviewed(),
            toHtml.apply(article.markdown())));
  }

  private static int limit(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, 50);
    } catch (NumberFormatException e) {
      throw new RequestRefused(400, "wrong-type", "limit: \"" + text + "\" (expected: 1 to 50)");
    }
  }
}

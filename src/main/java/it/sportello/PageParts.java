package it.sportello;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.config.Configuration;
import it.sportello.config.FormConfig;
import it.sportello.config.QueueConfig;
import it.sportello.config.RateConfig;
import it.sportello.config.StatusConfig;
import it.sportello.edge.FormIntake;
import it.sportello.history.HistoryStore;
import it.sportello.journal.RawStore;
import it.sportello.web.pages.FormPage;
import it.sportello.web.pages.StatusPage;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.RateLimit;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import it.sportello.web.server.StaticFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The pages for citizens, as the configuration wants them, and what is served as it lies in the
/// program.
record PageParts(Configuration config, RawStore raw, HistoryStore history, InstantSource clock) {
  void addTo(Router router, FormIntake intake) {
    config.sportello().web().form().ifPresent(form -> form(form, intake).addTo(router));
    StatusConfig status = config.sportello().web().status();
    if (status.enabled()) {
      status(status).addTo(router);
    }
    StaticFiles.ofClasspath("public").addTo(router, "/public");
    StaticFiles.ofClasspath("console").withFallback("index.html").addTo(router, "/console");
    byte[] openApi = resource("/openapi.json");
    router.add(
        Method.GET,
        "/api/v1/openapi.json",
        Access.PUBLIC,
        _ -> Response.bytes(200, "application/json", openApi));
  }

  private FormPage form(FormConfig form, FormIntake intake) {
    boolean follow = config.sportello().web().status().enabled();
    return new FormPage(
        intake,
        raw,
        topics(),
        tooMany(form.rate()),
        new FormPage.Limits(form.maxAttachments(), form.maxSize().bytes()),
        code -> follow ? "/status?code=" + code : "",
        config.sportello().center().name());
  }

  private StatusPage status(StatusConfig status) {
    return new StatusPage(
        history::byCode,
        tooMany(status.rate()),
        config.sportello().center().name(),
        config.sportello().center().zone());
  }

  private Predicate<Request> tooMany(RateConfig config) {
    var rate = new RateLimit(config.requests(), config.per(), clock);
    return request -> rate.take(request.remoteAddress()).isPresent();
  }

  /// The queues that take forms, in the order of the configuration.
  private Map<QueueId, String> topics() {
    var topics = new LinkedHashMap<QueueId, String>();
    String language = config.sportello().center().language();
    for (QueueConfig q : config.queues().queues()) {
      if (q.target().containsKey(Channel.FORM)) {
        topics.put(q.id(), q.name().in(language));
      }
    }
    return topics;
  }

  private static byte[] resource(String name) {
    try (var in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

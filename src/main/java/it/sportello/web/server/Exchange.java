package it.sportello.web.server;

import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One admitted request on its way through its handler. Runs on a virtual thread.
final class Exchange implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /// What an exchange needs of its connection.
  interface Connection {
    ResponseWriter writer();

    /// Whether the answer has to be the connection's last.
    boolean isLast();

    /// The answer was sent, or could not be.
    ///
    /// @param written completes with the last byte
    void answered(Response response, ChannelFuture written);

    /// The answer broke off in its middle.
    void broken();
  }

  private final Request request;
  private final Route route;
  private final IncomingBody body;
  private final Router router;
  private final Connection connection;

  Exchange(Request request, Route route, IncomingBody body, Router router, Connection connection) {
    this.request = request;
    this.route = route;
    this.body = body;
    this.router = router;
    this.connection = connection;
  }

  @Override
  public void run() {
    try {
      send(answer());
    } finally {
      request.clean();
      body.drop();
    }
  }

  private Response answer() {
    try {
      return route.handler().handle(request);
    } catch (RequestRefused refused) {
      return refused.response();
    } catch (InterruptedException _) {
      // the server closes and has waited long enough; nothing else interrupts a request
      return Response.problem(503, "closing", "Servizio in chiusura / The server is closing");
    } catch (Exception | StackOverflowError failure) {
      return router.answerTo(failure).orElseGet(() -> unexpected(failure));
    }
  }

  private Response unexpected(Throwable failure) {
    LOG.error("{} {} failed", route.method(), route.path(), failure);
    return Response.problem(500, "internal", "Errore interno / Internal error");
  }

  private void send(Response response) {
    HttpRequest asked = request.head().netty();
    try {
      ChannelFuture written = connection.writer().send(response, asked, connection.isLast());
      connection.answered(response, written);
    } catch (IOException e) {
      LOG.debug("{} {} broke off: {}", route.method(), route.path(), e.toString());
      connection.broken();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connection.broken();
    } catch (RuntimeException e) {
      LOG.error("{} {} cannot be answered", route.method(), route.path(), e);
      connection.broken();
    }
  }
}

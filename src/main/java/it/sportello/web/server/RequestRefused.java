package it.sportello.web.server;

/// Ends the handling of a request with an answer that tells the client what was wrong.
///
/// The one exception of this package that is expected: it has no stack trace and is not logged.
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  /// @param status 400 to 599
  /// @param errorId stable, for programs: `too-large`
  /// @param detail for people
  public RequestRefused(int status, String errorId, String detail) {
    this(Response.problem(status, errorId, detail), errorId + ": " + detail);
  }

  private RequestRefused(Response response, String message) {
    super(message, null, false, false);
    this.response = response;
  }

  /// What is sent to the client.
  public Response response() {
    return response;
  }
}

package it.sportello.web.server;

/// Answers one kind of request.
///
/// Called on a virtual thread of its own for each request, so it may block; requests of one
/// connection come one after the other. The [Request] and everything taken from it (uploads above
/// all) is valid until the method returns.
@FunctionalInterface
public interface Handler {
  /// Answers the request.
  ///
  /// @throws RequestRefused when the request is at fault: its response is sent
  /// @throws Exception a type the [Router] has a mapping for gives that answer; anything else is
  ///   logged, counted and answered 500 without details
  Response handle(Request request) throws Exception;
}

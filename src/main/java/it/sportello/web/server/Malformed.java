package it.sportello.web.server;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/// The answers to what is no proper HTTP request.
final class Malformed {
  static Response answer(DecoderResult failed) {
    return switch (failed.cause()) {
      case TooLongHttpLineException _ ->
          Response.problem(
              414,
              "address-too-long",
              "(expected: at most " + WebOptions.MAX_LINE_BYTES + " bytes)");
      case TooLongHttpHeaderException _ ->
          Response.problem(
              431,
              "headers-too-long",
              "(expected: at most " + WebOptions.MAX_HEADER_BYTES + " bytes)");
      case null, default -> refusal().response();
    };
  }

  static RequestRefused refusal() {
    return new RequestRefused(400, "malformed", "Richiesta non valida / Malformed request");
  }

  static RequestRefused tooSlow() {
    return new RequestRefused(408, "too-slow", "Richiesta troppo lenta / The request was too slow");
  }

  static RequestRefused gone() {
    return new RequestRefused(400, "client-gone", "The client closed the connection");
  }

  private Malformed() {}
}

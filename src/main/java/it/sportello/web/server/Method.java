package it.sportello.web.server;

/// The methods a route can have. `HEAD` is answered wherever `GET` is.
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}

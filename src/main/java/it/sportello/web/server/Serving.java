package it.sportello.web.server;

import java.util.concurrent.Executor;

/// What all connections share.
///
/// @param requests runs each task on a virtual thread of its own
record Serving(
    Router router,
    Admission admission,
    Connections connections,
    Executor requests,
    RequestMeters requestMeters,
    SocketMeters socketMeters,
    FormLimits formLimits,
    WebOptions options,
    HttpDate date) {}

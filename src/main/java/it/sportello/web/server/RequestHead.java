package it.sportello.web.server;

import io.netty.handler.codec.http.HttpRequest;
import it.sportello.access.Session;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a request before its body.
///
/// @param netty the request as decoded
/// @param method how the handler sees it: `HEAD` is `GET`
/// @param path decoded, without the query
/// @param pathParams what the template's names took, decoded
/// @param query decoded, each name's values in order
/// @param remote the client, as the trusted proxies say
/// @param session whose it is
record RequestHead(
    HttpRequest netty,
    Method method,
    String path,
    Map<String, String> pathParams,
    Map<String, List<String>> query,
    InetAddress remote,
    Optional<Session> session) {}

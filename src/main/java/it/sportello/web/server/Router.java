package it.sportello.web.server;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Knows every address of the server. Filled before [WebServer#start], never changed afterwards;
/// then safe to read from any thread.
///
/// A literal segment wins over `{name}`, which wins over `{name*}`.
public final class Router {
  private final PathTree tree = new PathTree();
  private final Map<Class<? extends Throwable>, Function<Throwable, Response>> failures =
      new LinkedHashMap<>();

  /// Adds a route.
  ///
  /// @throws IllegalArgumentException if there is one with this method and path already
  public Router add(Route route) {
    tree.at(route.path()).add(route);
    return this;
  }

  /// Adds a route with the defaults of [Route#of].
  public Router add(Method method, String path, Access access, Handler handler) {
    return add(Route.of(method, path, access, handler));
  }

  /// Adds a WebSocket address.
  public Router add(SocketRoute route) {
    tree.at(route.path()).add(route);
    return this;
  }

  /// Says how a handler's exception of this type is answered. The first type that fits wins.
  public <X extends Exception> Router onFailure(Class<X> type, Function<X, Response> answer) {
    failures.put(type, failure -> answer.apply(type.cast(failure)));
    return this;
  }

  /// What serves a path, if anything does.
  ///
  /// @param segments the path's segments, decoded one by one
  Optional<Match> find(List<String> segments) {
    return tree.find(segments);
  }

  /// The answer for an expected failure of a handler.
  Optional<Response> answerTo(Throwable failure) {
    return failures.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(failure))
        .findFirst()
        .map(entry -> entry.getValue().apply(failure));
  }

  /// What was found at a path.
  ///
  /// @param params what the template's names took
  record Match(Target target, Map<String, String> params) {}

  /// Everything at one template.
  static final class Target {
    private final Map<Method, Route> routes = new EnumMap<>(Method.class);
    private final List<SocketRoute> sockets = new ArrayList<>(1);
    private final String template;

    Target(String template) {
      this.template = template;
    }

    private void add(Route route) {
      if (routes.putIfAbsent(route.method(), route) != null) {
        throw new IllegalArgumentException("twice: " + route.method() + " " + route.path());
      }
    }

    private void add(SocketRoute route) {
      if (!sockets.isEmpty()) {
        throw new IllegalArgumentException("twice: " + route.path());
      }
      sockets.add(route);
    }

    Optional<Route> route(Method method) {
      return Optional.ofNullable(routes.get(method));
    }

    Optional<SocketRoute> socket() {
      return sockets.stream().findFirst();
    }

    /// The value of `Allow`.
    String allow() {
      Set<String> names = new java.util.LinkedHashSet<>();
      var methods = EnumSet.noneOf(Method.class);
      methods.addAll(routes.keySet());
      for (Method method : methods) {
        names.add(method.name());
        if (method == Method.GET) {
          names.add("HEAD");
        }
      }
      if (!sockets.isEmpty()) {
        names.add("GET");
      }
      return String.join(", ", names);
    }

    /// The template, for meters: bounded, unlike paths.
    String template() {
      return template;
    }
  }
}

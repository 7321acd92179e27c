package it.sportello.web.server;

import it.sportello.web.server.Router.Match;
import it.sportello.web.server.Router.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Path templates as a tree of segments.
final class PathTree {
  private final Node root = new Node();

  /// The target of a template, made if it is new.
  Target at(String template) {
    Node node = root;
    List<String> segments = segments(template);
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.endsWith("*}") && i < segments.size() - 1) {
        throw new IllegalArgumentException(template + ": {name*} is only possible at the end");
      }
      node = node.child(segment);
    }
    return node.target(template);
  }

  Optional<Match> find(List<String> segments) {
    Map<String, String> params = new HashMap<>();
    return root.find(segments, 0, params).map(target -> new Match(target, Map.copyOf(params)));
  }

  /// The parts between the slashes: `/a/b` gives a, b; `/a/` gives a and an empty one; `/` none.
  static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node one;
    private String oneName = "";
    private @Nullable Node rest;
    private String restName = "";
    private @Nullable Target target;

    Target target(String template) {
      Target known = target;
      if (known == null) {
        known = new Target(template);
        target = known;
      }
      return known;
    }

    Node child(String segment) {
      if (segment.endsWith("*}")) {
        Node known = rest;
        rest = known == null ? new Node() : known;
        restName = same(restName, segment.substring(1, segment.length() - 2));
        return rest;
      }
      if (segment.startsWith("{")) {
        Node known = one;
        one = known == null ? new Node() : known;
        oneName = same(oneName, segment.substring(1, segment.length() - 1));
        return one;
      }
      return literals.computeIfAbsent(segment, _ -> new Node());
    }

    private static String same(String before, String now) {
      if (!before.isEmpty() && !before.equals(now)) {
        throw new IllegalArgumentException(
            "{" + now + "} (expected: {" + before + "}, as in another template)");
      }
      return now;
    }

    Optional<Target> find(List<String> path, int from, Map<String, String> params) {
      if (from == path.size()) {
        return Optional.ofNullable(target);
      }
      String segment = path.get(from);
      Node literal = literals.get(segment);
      if (literal != null) {
        Optional<Target> found = literal.find(path, from + 1, params);
        if (found.isPresent()) {
          return found;
        }
      }
      if (one != null && !segment.isEmpty()) {
        Optional<Target> found = one.find(path, from + 1, params);
        if (found.isPresent()) {
          params.put(oneName, segment);
          return found;
        }
      }
      if (rest != null) {
        params.put(restName, String.join("/", path.subList(from, path.size())));
        return Optional.ofNullable(rest.target);
      }
      return Optional.empty();
    }
  }
}

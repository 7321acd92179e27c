package it.sportello.web.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in an `Authorization` field: digest authentication with MD5, the only algorithm that
/// both JsSIP and the PBX know (RFC 7616 section 3.4, RFC 3261 section 22.4).
///
/// @param parameters by name in lower case, without quotes, in their order
record Digest(Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G\\s*([A-Za-z]{1,20})\\s*=\\s*(?:\"([^\"\\\\\r\n]*)\"|([^\",\\s]+))\\s*(,|$)");

  private static final int MOST_PARAMETERS = 12;

  /// Reads a field's value.
  ///
  /// @return empty unless it is digest authentication with MD5, every parameter once
  static Optional<Digest> of(String value) {
    if (!value.regionMatches(true, 0, "Digest ", 0, "Digest ".length())) {
      return Optional.empty();
    }
    String list = value.substring("Digest ".length());
    var found = new LinkedHashMap<String, String>();
    Matcher parameter = PARAMETER.matcher(list);
    int end = 0;
    while (end < list.length() && parameter.find() && found.size() < MOST_PARAMETERS) {
      String text = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
      if (found.put(parameter.group(1).toLowerCase(Locale.ROOT), text) != null) {
        return Optional.empty();
      }
      end = parameter.end();
    }
    var digest = new Digest(found);
    return end == list.length() && digest.isComplete() ? Optional.of(digest) : Optional.empty();
  }

  private boolean isComplete() {
    return parameters.getOrDefault("algorithm", "MD5").equalsIgnoreCase("MD5")
        && parameters.getOrDefault("qop", "auth").equals("auth")
        && parameters
            .keySet()
            .containsAll(java.util.List.of("username", "realm", "nonce", "uri", "response"))
        && (!parameters.containsKey("qop")
            || (parameters.containsKey("nc") && parameters.containsKey("cnonce")));
  }

  String user() {
    return get("username");
  }

  String nonce() {
    return get("nonce");
  }

  /// Says whether whoever made it knows a password.
  boolean isBy(String method, String password) {
    return MessageDigest.isEqual(
        response(method, password).getBytes(UTF_8),
        get("response").toLowerCase(Locale.ROOT).getBytes(UTF_8));
  }

  /// The field's value as somebody who knows another password would have written it.
  String rewritten(String method, String password) {
    var text = new StringBuilder("Digest ");
    parameters.forEach(
        (name, value) -> {
          String said = name.equals("response") ? response(method, password) : value;
          boolean bare = name.equals("algorithm") || name.equals("qop") || name.equals("nc");
          text.append(text.length() > "Digest ".length() ? ", " : "")
              .append(name)
              .append(bare ? "=" + said : "=\"" + said + "\"");
        });
    return text.toString();
  }

  private String response(String method, String password) {
    String secret = md5(user() + ":" + get("realm") + ":" + password);
    String request = md5(method + ":" + get("uri"));
    return parameters.containsKey("qop")
        ? md5(String.join(":", secret, get("nonce"), get("nc"), get("cnonce"), get("qop"), request))
        : md5(String.join(":", secret, get("nonce"), request));
  }

  private String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}

package it.sportello.telephony.ami;

import it.sportello.base.OperatorId;
import it.sportello.telephony.ami.AmiConfig.Line;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Knows operators by the names Asterisk has for their phones: extension `101`, endpoint `op101`,
/// legs `PJSIP/op101-0000002a`. Immutable.
final class Extensions {
  private static final String ENDPOINT_PREFIX = "op";
  private static final String LEG_PREFIX = "PJSIP/" + ENDPOINT_PREFIX;

  private final Map<OperatorId, Line> lines;
  private final Map<String, OperatorId> operators = new HashMap<>();

  Extensions(Map<OperatorId, Line> lines) {
    this.lines = lines;
    lines.forEach((operator, line) -> operators.put(line.extension(), operator));
  }

  static String endpoint(Line line) {
    return ENDPOINT_PREFIX + line.extension();
  }

  Optional<Line> lineOf(OperatorId operator) {
    return Optional.ofNullable(lines.get(operator));
  }

  Optional<OperatorId> ofExtension(String extension) {
    return Optional.ofNullable(operators.get(extension));
  }

  Optional<OperatorId> ofEndpoint(String endpoint) {
    return endpoint.startsWith(ENDPOINT_PREFIX)
        ? ofExtension(endpoint.substring(ENDPOINT_PREFIX.length()))
        : Optional.empty();
  }

  Optional<OperatorId> ofLeg(String channel) {
    int end = channel.lastIndexOf('-');
    return isOperatorsLeg(channel) && end > LEG_PREFIX.length()
        ? ofExtension(channel.substring(LEG_PREFIX.length(), end))
        : Optional.empty();
  }

  /// Says whether a channel is an operator's, also of one we do not know.
  static boolean isOperatorsLeg(String channel) {
    return channel.startsWith(LEG_PREFIX)
        && channel.length() > LEG_PREFIX.length()
        && Character.isDigit(channel.charAt(LEG_PREFIX.length()));
  }
}

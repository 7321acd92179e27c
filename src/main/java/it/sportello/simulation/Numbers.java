package it.sportello.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// How figures are written: always the same, with a point, without an exponent.
final class Numbers {
  private static final int DIGITS = 6;

  private Numbers() {}

  /// Seconds to the microsecond, without zeros at the end.
  static BigDecimal seconds(Duration span) {
    return plain(BigDecimal.valueOf(span.getSeconds()).add(BigDecimal.valueOf(span.getNano(), 9)));
  }

  /// A share to the millionth.
  static BigDecimal ratio(double share) {
    return plain(BigDecimal.valueOf(share));
  }

  private static BigDecimal plain(BigDecimal exact) {
    BigDecimal rounded = exact.setScale(DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /// Seconds with one decimal, for people.
  static String people(Optional<Duration> span) {
    return span.map(s -> seconds(s).setScale(1, RoundingMode.HALF_UP).toPlainString())
        .orElse("n/a");
  }

  /// A share in per cent with one decimal, for people.
  static String people(OptionalDouble share) {
    return share.isEmpty()
        ? "n/a"
        : BigDecimal.valueOf(share.getAsDouble())
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString()
            + "%";
  }
}

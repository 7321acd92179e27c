package it.sportello.config.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A size in bytes, written with its unit: `512 B`, `64 KiB`, `10 MiB`, `2 GiB`.
///
/// @param bytes 0 or more
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(B|KiB|MiB|GiB)");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  /// Reads a size with its unit.
  ///
  /// @throws IllegalArgumentException naming the text and what was expected
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: a size such as 64 KiB, 10 MiB, 1 GiB)");
    }
    return new ByteSize(
        Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1L));
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes % 1024 == 0 && bytes > 0 ? (bytes >> 10) + " KiB" : bytes + " B";
  }
}

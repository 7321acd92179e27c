package it.sportello.mail.mime;

/// Lines of bytes; they end with LF, mostly with CR before it.
final class Lines {
  /// Returns where the next line begins; the end if there is none.
  static int after(byte[] bytes, int line, int end) {
    int at = line;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, end);
  }

  /// Whether nothing stands in the line.
  static boolean isEmpty(byte[] bytes, int line, int next) {
    int length = next - line;
    return (length == 1 && bytes[line] == '\n') || (length == 2 && bytes[line] == '\r');
  }

  /// Returns where the line before this one ends, without its line end.
  static int endBefore(byte[] bytes, int line, int start) {
    int at = line;
    if (at > start && bytes[at - 1] == '\n') {
      at--;
    }
    return at > start && bytes[at - 1] == '\r' ? at - 1 : at;
  }

  private Lines() {}
}

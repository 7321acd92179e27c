package it.sportello.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Cuts the body of a multipart at its boundaries, and no further than is asked for: ten thousand
/// parts are no honest message.
///
/// First as the standard says; where that gives nothing, by what senders do in its place.
final class PartCut {
  private static final int LONGEST_GUESS = 200;
  private static final Pattern GUESS = Pattern.compile("--([^\\r\\n]{2,200}?)[ \\t]*\\r?\\n?");

  private final RawEntity whole;
  private final byte[] bytes;
  private final int most;

  /// How much of a line must be boundary.
  private enum Rest {
    /// Nothing else but blanks, and `--` behind the last one (RFC 2046 §5.1.1).
    BLANK,
    /// Anything may follow.
    ANYTHING
  }

  PartCut(RawEntity whole, int most) {
    this.whole = whole;
    this.most = most;
    bytes = whole.bytes();
  }

  /// As the standard says.
  List<RawEntity> exactly(String boundary) {
    return cut(boundary, Rest.BLANK);
  }

  /// As well as can be.
  ///
  /// @param boundary as it was declared, blanks included; empty if none was
  List<RawEntity> leniently(String boundary) {
    if (!boundary.isBlank()) {
      List<RawEntity> exact = exactly(boundary);
      List<RawEntity> found = exact.isEmpty() ? exactly(boundary.strip()) : exact;
      found = found.isEmpty() ? cut(boundary.strip(), Rest.ANYTHING) : found;
      if (!found.isEmpty()) {
        return found;
      }
    }
    Optional<String> guess = guess(boundary.isBlank());
    return guess.isPresent() ? exactly(guess.get()) : beforeEnd(boundary);
  }

  private List<RawEntity> cut(String boundary, Rest rest) {
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    var children = new ArrayList<RawEntity>();
    int open = -1;
    int line = whole.head().bodyStart();
    while (line < whole.end() && children.size() < most) {
      int next = Lines.after(bytes, line, whole.end());
      if (isBoundary(mark, line, next, rest)) {
        // nothing at all between two boundaries is one boundary written twice
        if (open >= 0 && open < line) {
          int end = Math.max(open, Lines.endBefore(bytes, line, whole.start()));
          children.add(RawEntity.of(bytes, open, end));
        }
        open = next;
        if (isLast(mark, line)) {
          return children;
        }
      }
      line = next;
    }
    if (open >= 0 && open < whole.end() && children.size() < most) {
      children.add(RawEntity.of(bytes, open, whole.end()));
    }
    return children;
  }

  private boolean isBoundary(byte[] mark, int line, int next, Rest rest) {
    int after = line + mark.length;
    if (after > next || !Arrays.equals(bytes, line, after, mark, 0, mark.length)) {
      return false;
    }
    if (rest == Rest.ANYTHING) {
      return true;
    }
    int end = next;
    while (end > after && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    int start = after;
    while (start < end && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    return end == start || (end - start == 2 && bytes[start] == '-' && bytes[start + 1] == '-');
  }

  private boolean isLast(byte[] mark, int line) {
    int after = line + mark.length;
    return after + 1 < whole.end() && bytes[after] == '-' && bytes[after + 1] == '-';
  }

  /// The first line that looks like a boundary and ends like one later and begins a part; one of
  /// the two is enough where none was declared.
  ///
  /// @param unknown whether none was declared at all
  private Optional<String> guess(boolean unknown) {
    int end = whole.end();
    for (int line = whole.head().bodyStart(); line < end; ) {
      int next = Lines.after(bytes, line, end);
      var text =
          new String(
              bytes, line, Math.min(next - line, LONGEST_GUESS + 4), StandardCharsets.ISO_8859_1);
      var candidate = GUESS.matcher(text);
      if (candidate.matches()) {
        boolean closes = closes(candidate.group(1), next);
        boolean part = begins(next, "content-");
        return (part && closes) || (unknown && (part || closes))
            ? Optional.of(candidate.group(1))
            : Optional.empty();
      }
      line = next;
    }
    return Optional.empty();
  }

  private boolean begins(int line, String word) {
    int after = Math.min(line + word.length(), whole.end());
    return new String(bytes, line, after - line, StandardCharsets.ISO_8859_1)
        .equalsIgnoreCase(word);
  }

  private boolean closes(String boundary, int from) {
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    for (int line = from; line < whole.end(); ) {
      int next = Lines.after(bytes, line, whole.end());
      if (isBoundary(mark, line, next, Rest.BLANK) && isLast(mark, line)) {
        return true;
      }
      line = next;
    }
    return false;
  }

  /// Only the last boundary is there: what stands before it is a text.
  private List<RawEntity> beforeEnd(String boundary) {
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    int start = whole.head().bodyStart();
    for (int line = start; !boundary.isBlank() && line < whole.end(); ) {
      int next = Lines.after(bytes, line, whole.end());
      if (isBoundary(mark, line, next, Rest.BLANK)) {
        int end = Math.max(start, Lines.endBefore(bytes, line, whole.start()));
        return end > start ? List.of(RawEntity.body(bytes, start, end)) : List.of();
      }
      line = next;
    }
    return List.of();
  }
}

package it.sportello.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the ids of `Message-ID`, `In-Reply-To` and `References`. Never fails.
final class MessageIds {
  private static final int MAX_IDS = 200;
  private static final int MAX_LENGTH = 998; // a line, RFC 5322 §2.1.1
  private static final Pattern BRACKETED = Pattern.compile("<([^<>]{1,2000})>");
  private static final Pattern BARE = Pattern.compile("[^\\s<>,;\"]{1,500}@[^\\s<>,;\"]{1,500}");

  /// Returns the ids in the order they stand there, with angle brackets.
  static List<String> parse(String raw) {
    String field = HeaderText.unfold(raw);
    List<String> bracketed = all(BRACKETED.matcher(field), 1);
    return bracketed.isEmpty() ? all(BARE.matcher(field), 0) : bracketed;
  }

  private static List<String> all(Matcher found, int group) {
    var ids = new ArrayList<String>();
    while (ids.size() < MAX_IDS && found.find()) {
      // a fold may have put a blank into the middle of an id
      String id = found.group(group).replaceAll("[\\s\\p{Cntrl}]", "");
      if (!id.isEmpty() && id.length() <= MAX_LENGTH && !ids.contains("<" + id + ">")) {
        ids.add("<" + id + ">");
      }
    }
    return List.copyOf(ids);
  }

  private MessageIds() {}
}

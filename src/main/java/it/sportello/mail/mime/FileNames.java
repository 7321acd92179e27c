package it.sportello.mail.mime;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Makes the names of attachments safe to show and to save under.
final class FileNames {
  private static final int MAX_LENGTH = 120;
  private static final int MAX_READ = 1_000;
  private static final int MAX_EXTENSION = 12;
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com1", "lpt1");
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("text/plain", "txt"),
          Map.entry("text/html", "html"),
          Map.entry("text/calendar", "ics"),
          Map.entry("text/rfc822-headers", "txt"),
          Map.entry("message/rfc822", "eml"),
          Map.entry("message/delivery-status", "txt"),
          Map.entry("message/disposition-notification", "txt"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("application/xml", "xml"),
          Map.entry("application/pkcs7-signature", "p7s"),
          Map.entry("application/x-pkcs7-signature", "p7s"),
          Map.entry("application/pkcs7-mime", "p7m"),
          Map.entry("application/x-pkcs7-mime", "p7m"),
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/gif", "gif"));

  /// Returns a name without path, control and direction signs; empty if nothing is left.
  static String safe(String raw) {
    String name = raw.substring(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
    // the end of it, with the extension: the patterns below take quadratic time on long names
    name = TextDecoder.clean(name.substring(Math.max(0, name.length() - MAX_READ)));
    // format signs (Cf) include those that turn the reading direction: "fdp.exe" shown as "exe.pdf"
    name = name.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "_").strip();
    name = name.replaceAll("^[.\\s]+|[.\\s]+$", "");
    String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    return shortened(DEVICES.contains(stem.toLowerCase(Locale.ROOT)) ? "_" + name : name);
  }

  /// Returns a name for a part that has none.
  static String invented(int part, String type) {
    return "parte-" + (part + 1) + "." + EXTENSIONS.getOrDefault(type, "bin");
  }

  /// Returns the name, numbered if it was used before, and remembers it.
  static String unused(String name, Set<String> used) {
    String candidate = name;
    for (int n = 2; !used.add(candidate.toLowerCase(Locale.ROOT)); n++) {
      int dot = name.lastIndexOf('.');
      candidate =
          dot <= 0
              ? name + " (" + n + ")"
              : name.substring(0, dot) + " (" + n + ")" + name.substring(dot);
    }
    return candidate;
  }

  private static String shortened(String name) {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
    return TextDecoder.clean(name.substring(0, MAX_LENGTH - extension.length())) + extension;
  }

  private FileNames() {}
}

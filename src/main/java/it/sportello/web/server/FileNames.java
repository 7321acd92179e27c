package it.sportello.web.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Makes file names that came from outside harmless.
public final class FileNames {
  private static final int MAX_LENGTH = 120;

  /// The value of `Content-Disposition` that makes a browser save the file.
  ///
  /// Source: RFC 6266: an ASCII name for old readers, and the real one in RFC 8187 form.
  static String attachment(String fileName) {
    String name = safe(fileName);
    String ascii = name.replaceAll("[^A-Za-z0-9._ -]", "_");
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded.replace("*", "%2A");
  }

  /// The last part of a path, without control signs, separators and leading dots; never empty.
  public static String safe(String fileName) {
    String last =
        fileName.substring(1 + Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')));
    // bidirectional controls would let "fdp.exe" read as "exe.pdf"
    String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*%;]", "_").strip();
    String name = clean.replaceAll("^\\.+", "");
    if (name.length() > MAX_LENGTH) {
      name = name.substring(name.length() - MAX_LENGTH);
    }
    return name.isEmpty() ? "file" : name;
  }

  private FileNames() {}
}

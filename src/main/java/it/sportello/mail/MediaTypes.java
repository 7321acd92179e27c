package it.sportello.mail;

import java.util.Locale;
import java.util.Map;

/// What kind of file a name stands for. Browsers say what they like; a name is what people see.
///
/// Source: the media types registered with IANA for these endings.
public final class MediaTypes {
  /// What nothing is known of.
  public static final String UNKNOWN = "application/octet-stream";

  /// A whole message.
  public static final String MESSAGE = "message/rfc822";

  private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("eml", MESSAGE),
          Map.entry("pdf", "application/pdf"),
          Map.entry("p7m", "application/pkcs7-mime"),
          Map.entry("p7s", "application/pkcs7-signature"),
          Map.entry("xml", "application/xml"),
          Map.entry("json", "application/json"),
          Map.entry("zip", "application/zip"),
          Map.entry("7z", "application/x-7z-compressed"),
          Map.entry("rtf", "application/rtf"),
          Map.entry("doc", "application/msword"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("ppt", "application/vnd.ms-powerpoint"),
          Map.entry("docx", OPEN_XML + "wordprocessingml.document"),
          Map.entry("xlsx", OPEN_XML + "spreadsheetml.sheet"),
          Map.entry("pptx", OPEN_XML + "presentationml.presentation"),
          Map.entry("odt", OPEN_DOCUMENT + "text"),
          Map.entry("ods", OPEN_DOCUMENT + "spreadsheet"),
          Map.entry("odp", OPEN_DOCUMENT + "presentation"),
          Map.entry("txt", "text/plain"),
          Map.entry("csv", "text/csv"),
          Map.entry("ics", "text/calendar"),
          Map.entry("vcf", "text/vcard"),
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("heic", "image/heic"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("mp4", "video/mp4"));

  private MediaTypes() {}

  /// The media type of a file, by the ending of its name.
  public static String of(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, UNKNOWN);
  }
}

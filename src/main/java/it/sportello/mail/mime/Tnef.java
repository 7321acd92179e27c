package it.sportello.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;

/// What Outlook packs into `winmail.dat` (MS-OXTNEF).
///
/// @param text the body in plain text; empty if there is none
/// @param html the body in HTML; empty if there is none
record Tnef(String text, String html, List<Unpacked> files) {
  private static final int MAX_FILES = 200;

  /// Opens it; empty if it is damaged.
  static Optional<Tnef> open(byte[] bytes) {
    try {
      var message = new HMEFMessage(new ByteArrayInputStream(bytes));
      return Optional.of(new Tnef(text(message), html(message), files(message)));
    } catch (IOException | RuntimeException | LinkageError _) {
      // the library answers damage with whatever exception it runs into
      return Optional.empty();
    }
  }

  private static String text(HMEFMessage message) {
    String plain = string(message, MAPIProperty.BODY);
    if (!plain.isBlank()) {
      return plain;
    }
    return message.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED)
            instanceof MAPIRtfAttribute r
        ? RtfText.of(r.getDataString())
        : "";
  }

  private static String html(HMEFMessage message) {
    MAPIAttribute html = message.getMessageMAPIAttribute(MAPIProperty.BODY_HTML);
    return html == null || html instanceof MAPIStringAttribute
        ? string(message, MAPIProperty.BODY_HTML)
        : TextDecoder.decode(html.getData(), "").text();
  }

  private static String string(HMEFMessage message, MAPIProperty property) {
    return message.getMessageMAPIAttribute(property) instanceof MAPIStringAttribute s
        ? TextDecoder.clean(s.getDataString())
        : "";
  }

  private static List<Unpacked> files(HMEFMessage message) {
    var files = new ArrayList<Unpacked>();
    for (Attachment one : message.getAttachments()) {
      if (files.size() < MAX_FILES) {
        files.add(file(one));
      }
    }
    return List.copyOf(files);
  }

  private static Unpacked file(Attachment one) {
    String name = one.getLongFilename() == null ? one.getFilename() : one.getLongFilename();
    byte[] bytes;
    try {
      bytes = one.getContents();
    } catch (IllegalArgumentException _) {
      bytes = "".getBytes(StandardCharsets.ISO_8859_1); // a name without content
    }
    return new Unpacked(name == null ? "" : name, bytes);
  }
}

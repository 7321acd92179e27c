package it.sportello.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes what Outlook packs into `winmail.dat` (MS-OXTNEF), as far as tests need it.
public final class TnefFile {
  private static final int MESSAGE = 1;
  private static final int ATTACHMENT = 2;
  private static final int MESSAGE_PROPERTIES = 0x0006_9003;
  private static final int ATTACH_REND_DATA = 0x0006_9002;
  private static final int ATTACH_TITLE = 0x0001_8010;
  private static final int ATTACH_DATA = 0x0006_800F;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// One with nothing in it.
  public TnefFile() {
    number(0x223E_9F78, 4, out);
    number(1, 2, out);
  }

  /// Adds a file.
  public TnefFile file(String name, byte[] content) {
    attribute(ATTACHMENT, ATTACH_REND_DATA, new byte[14]);
    attribute(ATTACHMENT, ATTACH_TITLE, (name + "\0").getBytes(StandardCharsets.ISO_8859_1));
    attribute(ATTACHMENT, ATTACH_DATA, content);
    return this;
  }

  /// Adds a property of the message.
  ///
  /// @param type of the value (MS-OXCDATA §2.11.1)
  /// @param value as its bytes stand in the file
  public TnefFile property(int type, int id, byte[] value) {
    attribute(MESSAGE, MESSAGE_PROPERTIES, one(type, id, value));
    return this;
  }

  /// Returns the file.
  public byte[] bytes() {
    return out.toByteArray();
  }

  private static byte[] one(int type, int id, byte[] value) {
    var one = new ByteArrayOutputStream();
    number(1, 4, one);
    number(type, 2, one);
    number(id, 2, one);
    one.writeBytes(value);
    return one.toByteArray();
  }

  private void attribute(int level, int id, byte[] data) {
    out.write(level);
    number(id, 4, out);
    number(data.length, 4, out);
    out.writeBytes(data);
    int sum = 0;
    for (byte b : data) {
      sum += b & 0xFF;
    }
    number(sum & 0xFFFF, 2, out);
  }

  /// The lowest byte first.
  private static void number(long value, int bytes, ByteArrayOutputStream to) {
    for (int i = 0; i < bytes; i++) {
      to.write((int) (value >> (8 * i)));
    }
  }
}

package it.sportello.mail.mime;

/// A file that lay inside another one.
///
/// @param name as the sender gave it, not yet safe; may be empty
/// @param type media type; `application/octet-stream` if nothing is said
@SuppressWarnings("ArrayRecordComponent") // never compared
record Unpacked(String name, String type, byte[] bytes) {
  Unpacked(String name, byte[] bytes) {
    this(name, "application/octet-stream", bytes);
  }
}

package it.sportello.web.server;

import java.io.IOException;
import java.io.InputStream;

/// One file of a form. Gone when the handler has returned.
public interface Upload {
  /// The form field's name.
  String field();

  /// The file's name as sent, reduced to a safe last part.
  String fileName();

  /// What the browser says the file is; proves nothing.
  String contentType();

  long sizeBytes();

  /// Opens the content from its start.
  InputStream open() throws IOException;
}

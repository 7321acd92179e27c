package it.sportello.web.server;

import java.nio.file.Path;

/// What a form may hold, besides the route's limit for the whole body.
///
/// @param folder where large files wait; emptied at start
/// @param maxFields fields and files together
/// @param maxFileBytes one file
/// @param inMemoryBytes a larger file goes to the folder
record FormLimits(Path folder, int maxFields, long maxFileBytes, int inMemoryBytes) {
  /// The bytes of a field that is no file.
  static final int MAX_VALUE_BYTES = 64 * 1024;
}

package it.sportello.scan;

import java.io.IOException;
import java.io.InputStream;

/// Looks for viruses. May be called from any thread; blocks, so never from an event loop.
public interface VirusScanner {
  /// Looks at one file, which is never held in memory as a whole.
  ///
  /// @param bytes read to their end, or as far as the scanner wants them; the caller closes them
  /// @throws ScannerUnavailable if the scanner is away, too busy, or says nothing that makes sense;
  ///   trying again is safe
  /// @throws IOException if the bytes cannot be read
  Verdict scan(InputStream bytes) throws ScannerUnavailable, IOException;

  /// Asks who answers: the scanner's name, version and the state of its signatures, in its words.
  ///
  /// @throws ScannerUnavailable if nobody does
  String version() throws ScannerUnavailable;
}

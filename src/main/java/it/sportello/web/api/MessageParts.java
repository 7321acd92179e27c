package it.sportello.web.api;

import it.sportello.base.Sha256;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;

/// Reads parts of raw messages for display and download. Blocks; called on virtual threads.
public interface MessageParts {
  /// Returns the HTML body, cleaned so that it can be shown: no script, nothing remote.
  ///
  /// @param imageOf gives the address from which the attachment at this place is shown inside the
  ///   body; empty if it is not shown
  Optional<String> safeHtml(Sha256 raw, IntFunction<Optional<String>> imageOf) throws IOException;

  /// Returns one attachment's decoded bytes.
  Optional<byte[]> attachment(Sha256 raw, int part) throws IOException;
}

package it.sportello.store.file;

import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import it.sportello.mail.LetterDraft;
import it.sportello.mail.PreparedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a workbench writes down of files and drafts.
final class WorkbenchJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private record Known(String name, long sizeBytes, String sha256, Instant at, String by) {}

  private record Written(long version, String by, Instant at, LetterDraft.Letter letter) {}

  private WorkbenchJson() {}

  static ByteBuffer of(PreparedFile file) {
    var known =
        new Known(file.name(), file.sizeBytes(), file.sha256().hex(), file.at(), file.by().value());
    return ByteBuffer.wrap(MAPPER.writeValueAsBytes(known));
  }

  static ByteBuffer of(LetterDraft draft) {
    var written = new Written(draft.version(), draft.by().value(), draft.at(), draft.letter());
    return ByteBuffer.wrap(MAPPER.writeValueAsBytes(written));
  }

  /// @throws IOException if it cannot be read, or is something else
  static PreparedFile file(Path json, String id) throws IOException {
    try {
      Known known = MAPPER.readValue(Files.readAllBytes(json), Known.class);
      return new PreparedFile(
          id,
          known.name(),
          known.sizeBytes(),
          new Sha256(known.sha256()),
          known.at(),
          new OperatorId(known.by()));
    } catch (JacksonException e) {
      throw new IOException(json + " cannot be read", e);
    }
  }

  /// Empty if there is none.
  ///
  /// @throws IOException if it cannot be read, or is something else
  static Optional<LetterDraft> draft(Path json) throws IOException {
    try {
      Written written = MAPPER.readValue(Files.readAllBytes(json), Written.class);
      return Optional.of(
          new LetterDraft(
              written.version(), new OperatorId(written.by()), written.at(), written.letter()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new IOException(json + " cannot be read", e);
    }
  }
}

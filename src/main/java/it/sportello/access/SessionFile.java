package it.sportello.access;

import it.sportello.base.OperatorId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The sessions on disk.
final class SessionFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Line(String id, String user, Instant openedAt, Instant seenAt) {}

  private final SecretFile file;

  SessionFile(Path path) {
    file = new SecretFile(path);
  }

  List<OpenSession> read() throws IOException {
    Optional<byte[]> bytes = file.read();
    if (bytes.isEmpty()) {
      return List.of();
    }
    try {
      List<OpenSession> sessions = new ArrayList<>();
      for (Line line : JSON.readValue(bytes.get(), new TypeReference<List<Line>>() {})) {
        sessions.add(
            new OpenSession(line.id, new OperatorId(line.user), line.openedAt, line.seenAt));
      }
      return sessions;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + ": not a list of sessions; delete it, and all log in again", e);
    }
  }

  void write(List<OpenSession> sessions) throws IOException {
    List<Line> lines =
        sessions.stream()
            .map(s -> new Line(s.id(), s.user().value(), s.openedAt(), s.seenAt()))
            .toList();
    file.write(JSON.writeValueAsBytes(lines));
  }
}

package it.sportello.access;

import it.sportello.base.OperatorId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The password hashes, in one file: `{"anna": "$argon2id$..."}`. Safe to use from several threads.
public final class Passwords {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SecretFile file;
  private final TreeMap<String, String> hashes = new TreeMap<>();

  /// @param path `<data>/access/passwords.json`; made with the first password
  /// @throws IOException if it is there and cannot be read
  public Passwords(Path path) throws IOException {
    file = new SecretFile(path);
    Optional<byte[]> known = file.read();
    if (known.isPresent()) {
      try {
        hashes.putAll(JSON.readValue(known.get(), new TypeReference<TreeMap<String, String>>() {}));
      } catch (JacksonException e) {
        throw new IOException(file + ": not a JSON object of hashes", e);
      }
    }
  }

  synchronized Optional<String> hashOf(OperatorId user) {
    return Optional.ofNullable(hashes.get(user.value()));
  }

  /// Sets passwords, durably; writes nothing where there are none.
  ///
  /// @param all hashes as [PasswordHashing] makes them
  public synchronized void setAll(Map<OperatorId, String> all) throws IOException {
    if (all.isEmpty()) {
      return;
    }
    all.forEach((user, hash) -> hashes.put(user.value(), hash));
    file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(hashes));
  }
}

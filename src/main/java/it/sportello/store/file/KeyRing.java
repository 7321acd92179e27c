package it.sportello.store.file;

import it.sportello.access.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that recordings are encrypted with, in a file that only its owner may read.
///
/// One key a line: an id of 1 to 40 letters, digits and `-`, a blank, and 32 bytes in base 64. The
/// last one encrypts, all of them decrypt. Empty lines and lines that begin with `#` are left out.
/// Immutable.
public final class KeyRing {
  private static final int KEY_BYTES = 32;

  private final Map<String, byte[]> keys;
  private final String current;

  private KeyRing(Map<String, byte[]> keys, String current) {
    this.keys = keys;
    this.current = current;
  }

  /// Reads the keys of a vault; where there is no file and nothing was encrypted yet, makes one
  /// with one key.
  ///
  /// @param vault the directory with what these keys have encrypted; it may not exist yet
  /// @throws KeysLost if there is no file although something was encrypted
  /// @throws IOException saying the line that is not a key
  public static KeyRing openFor(Path vault, Path file, SecureRandom random) throws IOException {
    check(vault, file);
    return open(file, random);
  }

  /// Looks only whether the file of a vault's keys is where it should be.
  ///
  /// @throws KeysLost if there is no file although something was encrypted
  public static void check(Path vault, Path file) throws IOException {
    if (!Files.exists(file)) {
      long sealed = FileVault.count(vault);
      if (sealed > 0) {
        throw new KeysLost(file, vault, sealed);
      }
    }
  }

  /// Reads the keys; where there is no file, makes one with one key.
  ///
  /// @throws IOException saying the line that is not a key
  static KeyRing open(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      add(file, random);
    }
    var keys = new LinkedHashMap<String, byte[]>();
    String last = "";
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split(" +", 2);
        keys.put(parts[0], key(parts, file + ", line " + number));
        last = parts[0];
      }
    }
    if (keys.isEmpty()) {
      throw new IOException(file + ": no key (expected: an id and 32 bytes in base 64)");
    }
    return new KeyRing(keys, last);
  }

  private static byte[] key(String[] parts, String where) throws IOException {
    byte[] key = new byte[0];
    try {
      key = parts.length == 2 ? Base64.getDecoder().decode(parts[1]) : key;
    } catch (IllegalArgumentException notBase64) {
      // said below, without the key
    }
    if (key.length != KEY_BYTES || !parts[0].matches("[A-Za-z0-9-]{1,40}")) {
      throw new IOException(where + ": no key (expected: an id and 32 bytes in base 64)");
    }
    return key;
  }

  /// Adds a key, which encrypts from the next start on; those before go on decrypting.
  ///
  /// @return its id
  public static String add(Path file, SecureRandom random) throws IOException {
    var key = new byte[KEY_BYTES];
    random.nextBytes(key);
    var name = new byte[4];
    random.nextBytes(name);
    String id = "k" + java.util.HexFormat.of().formatHex(name);
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      lines.addAll(Files.readAllLines(file));
    }
    lines.add(id + " " + Base64.getEncoder().encodeToString(key));
    String text = String.join("\n", lines) + "\n";
    new SecretFile(file).write(text.getBytes(StandardCharsets.UTF_8));
    return id;
  }

  /// The id of the key that encrypts.
  String current() {
    return current;
  }

  Optional<byte[]> key(String id) {
    return Optional.ofNullable(keys.get(id)).map(byte[]::clone);
  }

  /// How many keys there are.
  public int size() {
    return keys.size();
  }

  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }
}

package it.sportello.testkit;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawTooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A raw store that forgets.
public final class MemoryRawStore implements RawStore {
  private final Map<Sha256, byte[]> stored = new ConcurrentHashMap<>();

  @Override
  public Sha256 put(byte[] bytes) {
    Sha256 name = Sha256.of(bytes);
    stored.put(name, bytes.clone());
    return name;
  }

  @Override
  public Sha256 put(InputStream bytes, long maxBytes) throws IOException {
    byte[] read = bytes.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
    if (read.length > maxBytes) {
      throw new RawTooLarge(maxBytes);
    }
    return put(read);
  }

  @Override
  public Optional<InputStream> open(Sha256 name) {
    return Optional.ofNullable(stored.get(name)).map(ByteArrayInputStream::new);
  }

  @Override
  public Optional<Long> size(Sha256 name) {
    return Optional.ofNullable(stored.get(name)).map(bytes -> (long) bytes.length);
  }
}

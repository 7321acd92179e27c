package it.sportello.store.memory;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawTooLarge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A raw store that lives as long as its process.
public final class MemoryRawStore implements RawStore {
  private final Map<Sha256, byte[]> stored = new ConcurrentHashMap<>();

  @Override
  public Sha256 put(byte[] bytes) {
    var name = Sha256.of(bytes);
    stored.putIfAbsent(name, bytes.clone());
    return name;
  }

  @Override
  public Sha256 put(InputStream bytes, long maxBytes) throws IOException {
    byte[] read = bytes.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
    if (read.length > maxBytes) {
      throw new RawTooLarge(maxBytes);
    }
    return put(read);
  }

  @Override
  public Sha256 write(Content content, long maxBytes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    if (bytes.size() > maxBytes) {
      throw new RawTooLarge(maxBytes);
    }
    return put(bytes.toByteArray());
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

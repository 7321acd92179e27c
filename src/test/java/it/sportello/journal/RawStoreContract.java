package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.base.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every adapter of [RawStore] must do.
public interface RawStoreContract {
  /// Returns a store that holds nothing.
  RawStore emptyStore() throws Exception;

  @Test
  default void returnsTheBytesUnderTheirHash() throws Exception {
    var store = emptyStore();
    var bytes = "Buongiorno, perché?".getBytes(StandardCharsets.UTF_8);
    var name = store.put(bytes);
    assertEquals(Sha256.of(bytes), name);
    assertStored(bytes, store);
  }

  @Test
  default void takesNoBytesAtAll() throws Exception {
    var store = emptyStore();
    store.put(new byte[0]);
    assertStored(new byte[0], store);
  }

  @Test
  default void takesTheSameBytesAgain() throws Exception {
    var store = emptyStore();
    var bytes = random(1000);
    store.put(bytes);
    store.put(bytes);
    store.put(new ByteArrayInputStream(bytes), 1000);
    assertStored(bytes, store);
  }

  @Test
  default void takesSeveralAtOnceAlsoTheSameTwice() throws Exception {
    var store = emptyStore();
    store.put(random(20));
    var all = List.of(random(10), random(20), random(30), random(10), new byte[0]);
    assertEquals(all.stream().map(Sha256::of).toList(), store.putAll(all));
    for (byte[] one : all) {
      assertStored(one, store);
    }
    assertEquals(List.of(Sha256.of(random(40))), store.putAll(List.of(random(40))));
    assertEquals(List.of(), store.putAll(List.of()));
  }

  @Test
  default void takesAStream() throws Exception {
    var store = emptyStore();
    var bytes = random(3_000_001);
    assertEquals(Sha256.of(bytes), store.put(new ByteArrayInputStream(bytes), 3_000_001));
    assertStored(bytes, store);
  }

  @Test
  default void keepsNothingOfAStreamThatIsTooLong() throws Exception {
    var store = emptyStore();
    var bytes = random(200_000);
    assertThrows(
        RawTooLarge.class, () -> store.put(new ByteArrayInputStream(bytes), bytes.length - 1));
    assertEquals(Optional.empty(), store.size(Sha256.of(bytes)));
  }

  @Test
  default void keepsNothingOfAStreamThatBreaksOff() throws Exception {
    var store = emptyStore();
    var bytes = random(200_000);
    var breaksOff = new SequenceInputStream(new ByteArrayInputStream(bytes), new Broken());
    assertThrows(IOException.class, () -> store.put(breaksOff, 1 << 20));
    assertEquals(Optional.empty(), store.size(Sha256.of(bytes)));
  }

  @Test
  default void takesWhatWritesItself() throws Exception {
    var store = emptyStore();
    var bytes = random(300_001);
    assertEquals(Sha256.of(bytes), store.write(out -> out.write(bytes), bytes.length));
    assertStored(bytes, store);
    var other = random(300_002);
    assertThrows(RawTooLarge.class, () -> store.write(out -> out.write(other), 300_001));
    assertThrows(
        IOException.class,
        () ->
            store.write(
                out -> {
                  out.write(other, 0, 200_000);
                  throw new IOException("a file has gone");
                },
                1 << 20));
    assertEquals(Optional.empty(), store.size(Sha256.of(other)));
  }

  @Test
  default void hasNothingUnderAnUnknownName() throws Exception {
    var store = emptyStore();
    store.put(random(10));
    assertEquals(Optional.empty(), store.open(Sha256.of(random(11))));
    assertEquals(Optional.empty(), store.size(Sha256.of(random(11))));
  }

  private static void assertStored(byte[] bytes, RawStore store) throws IOException {
    try (var in = store.open(Sha256.of(bytes)).orElseThrow()) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
    assertEquals(Optional.of((long) bytes.length), store.size(Sha256.of(bytes)));
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /// A stream whose other end hangs up.
  final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }
}

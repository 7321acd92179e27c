package it.sportello.store.mapdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mapdb.DBException;

class PagedFileTest {
  private static final int PAGE = 16 << 10;
  private static final int SIZE = 12 * PAGE;

  @TempDir private Path directory;

  private Path path() {
    return directory.resolve("file");
  }

  /// The same operations on the file, of which three pages fit in memory, and on plain bytes.
  @Test
  void isWhatPlainBytesAre() throws Exception {
    for (int seed = 1; seed <= 20; seed++) {
      Files.deleteIfExists(path());
      var random = new Random(seed);
      byte[] plain = new byte[SIZE];
      int length = 0;
      var file = new PagedFile(path(), 3);
      for (int i = 0; i < 2_000; i++) {
        int at = near(random);
        switch (random.nextInt(12)) {
          case 0, 1 -> {
            file.putLong(at, i * 0x123456789L);
            ByteBuffer.wrap(plain).putLong(at, i * 0x123456789L);
            length = Math.max(length, at + 8);
          }
          case 2, 3 -> {
            file.putInt(at, i * 77_777);
            ByteBuffer.wrap(plain).putInt(at, i * 77_777);
            length = Math.max(length, at + 4);
          }
          case 4 -> {
            file.putSixLong(at, i * 99_999L);
            ByteBuffer.wrap(plain).putShort(at, (short) 0).putInt(at + 2, i * 99_999);
            length = Math.max(length, at + 6);
          }
          case 5, 6 -> {
            byte[] some = new byte[1 + random.nextInt(2 * PAGE)];
            random.nextBytes(some);
            int count = Math.min(some.length, SIZE - at);
            file.putData(at, some, 0, count);
            System.arraycopy(some, 0, plain, at, count);
            length = Math.max(length, at + count);
          }
          case 7 -> {
            int end = Math.min(SIZE, at + random.nextInt(2 * PAGE));
            file.clear(at, end);
            Arrays.fill(plain, at, end, (byte) 0);
            length = at < end ? Math.max(length, end) : length;
          }
          case 8 -> {
            file.ensureAvailable(at);
            length = Math.max(length, at);
          }
          case 9 -> {
            if (random.nextInt(10) == 0) {
              file.truncate(at);
              Arrays.fill(plain, at, SIZE, (byte) 0);
              length = at;
            }
          }
          case 10 -> {
            if (random.nextInt(10) == 0) {
              file.close();
              assertEquals(length, Files.size(path()), "seed " + seed + ", step " + i);
              file = new PagedFile(path(), 3);
            }
          }
          default -> file.sync();
        }
        assertEquals(length, file.length(), "seed " + seed + ", step " + i);
        check(file, plain, length, near(random), "seed " + seed + ", step " + i);
      }
      byte[] all = new byte[length];
      file.getData(0, all, 0, length);
      assertArrayEquals(Arrays.copyOf(plain, length), all, "seed " + seed);
      file.close();
      assertArrayEquals(all, Files.readAllBytes(path()), "seed " + seed);
    }
  }

  /// A place near the edge of a page, every second time.
  private static int near(Random random) {
    int at =
        random.nextBoolean()
            ? random.nextInt(SIZE)
            : random.nextInt(SIZE / PAGE) * PAGE + PAGE - 8 + random.nextInt(16);
    return Math.min(at, SIZE - 8);
  }

  private static void check(PagedFile file, byte[] plain, int length, int at, String where) {
    ByteBuffer bytes = ByteBuffer.wrap(plain);
    if (at + 8 <= length) {
      assertEquals(bytes.get(at), file.getByte(at), where);
      assertEquals(bytes.getInt(at), file.getInt(at), where);
      assertEquals(bytes.getLong(at), file.getLong(at), where);
      assertEquals(bytes.getLong(at) >>> 16, file.getSixLong(at), where);
      int count = Math.min(length - at, PAGE + 5);
      byte[] some = new byte[count];
      file.getData(at, some, 0, count);
      assertArrayEquals(Arrays.copyOfRange(plain, at, at + count), some, where);
    } else {
      assertThrows(DBException.VolumeIOError.class, () -> file.getLong(at), where);
    }
  }

  @Test
  void isClosedAfterwards() {
    var file = new PagedFile(path(), 3);
    file.putLong(0, 1);
    file.close();
    file.close();
    assertThrows(DBException.VolumeIOError.class, () -> file.getLong(0));
    assertThrows(DBException.VolumeIOError.class, () -> file.putLong(1 << 20, 1));
  }
}

package it.sportello.store.mapdb;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/// The bytes of a MapDB file, of which the pages used last are in memory. MapDB reads and writes
/// single bytes and words; through a plain file each of them would be a call of the system.
///
/// Changes reach the disk when their page makes room for another one, with [#sync] and with
/// [#close]: after a crash the file is worth nothing. May be used from any thread.
final class PagedFile extends Volume {
  /// Several nodes of a tree.
  private static final int PAGE = 1 << 14;

  /// 32 MiB.
  static final int USUAL_PAGES = 2_048;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /// A piece of the file.
  private static final class Page {
    private final long start;
    private final byte[] bytes = new byte[PAGE];
    private boolean changed;

    Page(long start) {
      this.start = start;
    }
  }

  private final File file;
  private final RandomAccessFile disk;
  private final int mostPages;

  /// By where they start; the one used longest ago first.
  private final LinkedHashMap<Long, Page> pages = new LinkedHashMap<>(16, 0.75f, true);

  /// The one used last.
  private @Nullable Page last;

  private long length;
  private long onDisk;

  /// Opens a file, or makes it.
  ///
  /// @param mostPages how many of its pages of 16 KiB are in memory, at most
  /// @throws DBException.VolumeIOError if it cannot be opened
  PagedFile(Path path, int mostPages) {
    file = path.toFile();
    this.mostPages = mostPages;
    try {
      disk = new RandomAccessFile(file, "rw");
      onDisk = disk.length();
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    }
    length = onDisk;
  }

  private Page page(long offset) {
    long start = offset & -PAGE;
    Page page = last;
    if (page == null || page.start != start) {
      page = pages.get(start);
      if (page == null) {
        page = load(start);
      }
      last = page;
    }
    return page;
  }

  private Page load(long start) {
    try {
      if (isClosed()) {
        throw new IOException(file + " is closed");
      }
      if (pages.size() >= mostPages) {
        Page oldest = pages.firstEntry().getValue();
        write(oldest);
        pages.remove(oldest.start);
      }
      var page = new Page(start);
      int there = Math.clamp(onDisk - start, 0, PAGE);
      if (there > 0) {
        disk.seek(start);
        disk.readFully(page.bytes, 0, there);
      }
      pages.put(start, page);
      return page;
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    }
  }

  private void write(Page page) throws IOException {
    int count = Math.clamp(length - page.start, 0, PAGE);
    if (page.changed && count > 0) {
      disk.seek(page.start);
      disk.write(page.bytes, 0, count);
      onDisk = Math.max(onDisk, page.start + count);
    }
    page.changed = false;
  }

  private Page pageToRead(long offset, int count) {
    if (offset < 0 || offset + count > length) {
      throw new DBException.VolumeIOError(
          new EOFException(offset + count + " is beyond the end at " + length));
    }
    return page(offset);
  }

  private Page pageToWrite(long offset, int count) {
    Page page = page(offset);
    page.changed = true;
    length = Math.max(length, offset + count);
    return page;
  }

  private static int in(long offset) {
    return (int) (offset & (PAGE - 1));
  }

  private static boolean fits(long offset, int count) {
    return in(offset) <= PAGE - count;
  }

  @Override
  public synchronized void getData(long offset, byte[] bytes, int from, int count) {
    for (int done = 0; done < count; ) {
      long at = offset + done;
      int some = Math.min(count - done, PAGE - in(at));
      System.arraycopy(pageToRead(at, some).bytes, in(at), bytes, from + done, some);
      done += some;
    }
  }

  @Override
  public synchronized void putData(long offset, byte[] bytes, int from, int count) {
    for (int done = 0; done < count; ) {
      long at = offset + done;
      int some = Math.min(count - done, PAGE - in(at));
      System.arraycopy(bytes, from + done, pageToWrite(at, some).bytes, in(at), some);
      done += some;
    }
  }

  @Override
  public void putData(long offset, ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    putData(offset, bytes, 0, bytes.length);
  }

  @Override
  public DataInput2 getDataInput(long offset, int size) {
    var bytes = new byte[size];
    getData(offset, bytes, 0, size);
    return new DataInput2.ByteArray(bytes);
  }

  @Override
  public synchronized byte getByte(long offset) {
    return pageToRead(offset, 1).bytes[in(offset)];
  }

  @Override
  public synchronized void putByte(long offset, byte value) {
    pageToWrite(offset, 1).bytes[in(offset)] = value;
  }

  @Override
  public synchronized int getInt(long offset) {
    if (fits(offset, Integer.BYTES)) {
      return (int) INTS.get(pageToRead(offset, Integer.BYTES).bytes, in(offset));
    }
    var bytes = new byte[Integer.BYTES];
    getData(offset, bytes, 0, bytes.length);
    return (int) INTS.get(bytes, 0);
  }

  @Override
  public synchronized void putInt(long offset, int value) {
    if (fits(offset, Integer.BYTES)) {
      INTS.set(pageToWrite(offset, Integer.BYTES).bytes, in(offset), value);
    } else {
      var bytes = new byte[Integer.BYTES];
      INTS.set(bytes, 0, value);
      putData(offset, bytes, 0, bytes.length);
    }
  }

  @Override
  public synchronized long getLong(long offset) {
    if (fits(offset, Long.BYTES)) {
      return (long) LONGS.get(pageToRead(offset, Long.BYTES).bytes, in(offset));
    }
    var bytes = new byte[Long.BYTES];
    getData(offset, bytes, 0, bytes.length);
    return (long) LONGS.get(bytes, 0);
  }

  @Override
  public synchronized void putLong(long offset, long value) {
    if (fits(offset, Long.BYTES)) {
      LONGS.set(pageToWrite(offset, Long.BYTES).bytes, in(offset), value);
    } else {
      var bytes = new byte[Long.BYTES];
      LONGS.set(bytes, 0, value);
      putData(offset, bytes, 0, bytes.length);
    }
  }

  @Override
  public synchronized void clear(long from, long to) {
    for (long at = from; at < to; ) {
      int some = (int) Math.min(to - at, PAGE - in(at));
      Arrays.fill(pageToWrite(at, some).bytes, in(at), in(at) + some, (byte) 0);
      at += some;
    }
  }

  @Override
  public synchronized void ensureAvailable(long offset) {
    length = Math.max(length, offset);
  }

  /// What comes after the new end is zero, if the file grows again.
  @Override
  public synchronized void truncate(long size) {
    try {
      if (size < onDisk) {
        disk.setLength(size);
        onDisk = size;
      }
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    }
    pages.values().removeIf(page -> page.start >= size);
    last = null;
    Page cut = pages.get(size & -PAGE);
    if (cut != null) {
      Arrays.fill(cut.bytes, in(size), PAGE, (byte) 0);
    }
    length = size;
  }

  @Override
  public synchronized void sync() {
    try {
      writeAll();
      disk.getFD().sync();
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    }
  }

  private void writeAll() throws IOException {
    for (Page page : pages.values()) {
      write(page);
    }
    if (onDisk < length) {
      disk.setLength(length);
      onDisk = length;
    }
  }

  @Override
  public synchronized void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (disk) {
      writeAll();
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    } finally {
      pages.clear();
      last = null;
    }
  }

  @Override
  public synchronized long length() {
    return length;
  }

  @Override
  public int sliceSize() {
    return 0;
  }

  @Override
  public boolean isSliced() {
    return false;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public File getFile() {
    return file;
  }

  /// The directory has a lock of its own.
  @Override
  public boolean getFileLocked() {
    return false;
  }
}

package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawStoreContract;
import it.sportello.store.file.FileRawStore.Condition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRawStoreTest implements RawStoreContract {
  private static final byte[] BYTES =
      "From: anna\r\n\r\nBuongiorno".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();

  @Override
  public RawStore emptyStore() throws IOException {
    return store();
  }

  private FileRawStore store() throws IOException {
    return FileRawStore.open(temp.resolve("raw"), disk);
  }

  @Test
  void putsFilesTwoDirectoriesDeep() throws Exception {
    var hex = store().put(BYTES).hex();
    assertEquals(List.of(fileOf(hex)), files());
  }

  @Test
  void leavesNothingUnfinished() throws Exception {
    var store = store();
    assertThrows(IOException.class, () -> store.put(new ByteArrayInputStream(BYTES), 3));
    disk.room.set(5);
    assertThrows(IOException.class, () -> store.put(BYTES));
    assertEquals(List.of(), files());
    disk.room.set(Long.MAX_VALUE);
    store.put(BYTES);
    store.put(new ByteArrayInputStream(BYTES), 1000);
    assertEquals(1, files().size());
  }

  @Test
  void removesAtStartWhatAnEarlierProcessDidNotFinish() throws Exception {
    store();
    Files.write(temp.resolve("raw/unfinished/1"), BYTES);
    store();
    assertEquals(List.of(), files());
  }

  @Test
  void namesNothingBeforeItsBytesAreSynced() throws Exception {
    var store = store();
    disk.syncFails = true;
    assertThrows(IOException.class, () -> store.put(BYTES));
    assertThrows(IOException.class, () -> store.putAll(List.of(BYTES, new byte[3])));
    assertEquals(List.of(), files());
  }

  @Test
  void writesTheSameBytesOnce() throws Exception {
    var store = store();
    store.put(BYTES);
    int syncs = disk.syncs.get();
    store.put(BYTES);
    assertEquals(syncs, disk.syncs.get());
  }

  @Test
  void syncsEachOfSeveralFilesAndEveryNameAboveThem() throws Exception {
    var store = store();
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < 50; i++) {
      all.add(("mail " + i).getBytes(StandardCharsets.UTF_8));
    }
    int syncs = disk.syncs.get();
    List<Sha256> names = store.putAll(all);
    assertEquals(50, disk.syncs.get() - syncs);
    for (Sha256 name : names) {
      Path leaf = temp.resolve("raw").resolve(name.hex().substring(0, 2));
      assertTrue(disk.synced.containsAll(List.of(leaf, leaf.resolve(name.hex().substring(2, 4)))));
    }
    assertTrue(disk.synced.contains(temp.resolve("raw")));
    assertEquals(50, files().size());
  }

  @Test
  void writesTheSameBytesAmongSeveralOnce() throws Exception {
    var store = store();
    int syncs = disk.syncs.get();
    store.putAll(List.of(BYTES, new byte[9], BYTES.clone()));
    assertEquals(2, disk.syncs.get() - syncs);
  }

  @Test
  void leavesNothingUnfinishedOfSeveral() throws Exception {
    var store = store();
    disk.room.set(30);
    assertThrows(IOException.class, () -> store.putAll(List.of(BYTES, BYTES.clone(), new byte[9])));
    assertEquals(List.of(), files());
  }

  @Test
  void failsWhereTheNameMayNotBeDurable() throws Exception {
    var store = store();
    store.put(BYTES);
    disk.operationsLeft.set(0);
    assertThrows(IOException.class, () -> store.putAll(List.of(BYTES, new byte[1])));
    assertThrows(IOException.class, () -> store.putAll(List.of(BYTES, BYTES.clone())));
    assertThrows(IOException.class, () -> store.put(BYTES));
  }

  @Test
  void findsDamageOnDemandAndRepairsWhatWasCut() throws Exception {
    var store = store();
    var name = store.put(BYTES);
    assertEquals(Condition.SOUND, store.verify(name));
    assertEquals(Condition.ABSENT, store.verify(Sha256.of(new byte[1])));
    Files.write(fileOf(name.hex()), new byte[3]);
    assertEquals(Condition.DAMAGED, store.verify(name));
    var damaged = new ArrayList<Path>();
    assertEquals(1, store.verifyAll(damaged::add));
    assertEquals(List.of(fileOf(name.hex())), damaged);
    store.put(BYTES);
    assertEquals(Condition.SOUND, store.verify(name));
  }

  @Test
  void takesTheSameAndOtherBytesFromManyThreads() throws Exception {
    var store = store();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Sha256>>();
      for (int i = 0; i < 200; i++) {
        byte[] bytes = ("mail " + i % 20).getBytes(StandardCharsets.UTF_8);
        tasks.add(() -> store.put(bytes));
      }
      for (var task : threads.invokeAll(tasks)) {
        assertEquals(Condition.SOUND, store.verify(task.get()));
      }
    }
    assertEquals(20, files().size());
  }

  private Path fileOf(String hex) {
    return temp.resolve("raw")
        .resolve(hex.substring(0, 2))
        .resolve(hex.substring(2, 4))
        .resolve(hex);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(temp)) {
      var found = files.filter(Files::isRegularFile).toList();
      assertTrue(found.stream().allMatch(f -> f.startsWith(temp.resolve("raw"))));
      return found;
    }
  }
}

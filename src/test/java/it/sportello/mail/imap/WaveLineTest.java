package it.sportello.mail.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.mail.MailNotTaken;
import it.sportello.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaveLineTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final List<Wave> waves = new CopyOnWriteArrayList<>();
  private final WaveLine line = new WaveLine("test");

  @AfterEach
  void end() {
    waves.forEach(Wave::free);
    line.clear();
  }

  /// A wave whose steps wait for what the test says.
  private final class Wave implements WaveLine.Wave {
    private final String name;
    private final CountDownLatch mayPrepare = new CountDownLatch(1);
    private final CountDownLatch mayRecord = new CountDownLatch(1);

    Wave(String name) {
      this.name = name;
      waves.add(this);
    }

    Wave free() {
      mayPrepare.countDown();
      mayRecord.countDown();
      return this;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
      mayPrepare.await();
      happened.add("prepared " + name);
      fail("storing " + name);
    }

    @Override
    public void record() throws MailNotTaken, InterruptedException {
      happened.add("recording " + name);
      mayRecord.await();
      happened.add("recorded " + name);
    }

    private void fail(String step) throws IOException {
      if (step.contains("bad")) {
        throw new IOException(step);
      }
    }
  }

  private void await(String what) {
    Eventually.within(SOON, () -> happened.contains(what));
  }

  @Test
  void preparesTheNextWhileOneIsRecorded() throws Exception {
    var first = new Wave("1");
    first.mayPrepare.countDown();
    line.send(first);
    await("recording 1");
    line.send(new Wave("2").free());
    await("prepared 2");
    assertFalse(happened.contains("recording 2"));
    first.mayRecord.countDown();
    line.finish();
    assertEquals(List.of("recorded 1", "recording 2", "recorded 2"), happened.subList(3, 6));
  }

  @Test
  void recordsInOrderHoweverLongPreparingTakes() throws Exception {
    var first = new Wave("1");
    line.send(first);
    line.send(new Wave("2").free());
    await("prepared 2");
    first.free();
    line.finish();
    assertEquals(List.of("prepared 2", "prepared 1", "recording 1"), happened.subList(0, 3));
  }

  @Test
  void letsTheThirdWaitUntilTheFirstIsRecorded() throws Exception {
    var first = new Wave("1");
    line.send(first);
    line.send(new Wave("2").free());
    var sender = Thread.ofPlatform().start(() -> sent(new Wave("3").free()));
    Eventually.within(SOON, () -> sender.getState() == Thread.State.WAITING);
    assertFalse(happened.contains("prepared 3"));
    first.free();
    sender.join();
    line.finish();
    assertEquals("recorded 3", happened.getLast());
  }

  private void sent(Wave wave) {
    try {
      line.send(wave);
    } catch (IOException | MailNotTaken | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void recordsNothingBehindOneThatFailed() throws Exception {
    line.send(new Wave("bad").free());
    line.send(new Wave("2").free());
    assertThrows(IOException.class, line::finish);
    line.clear();
    assertEquals(List.of("prepared 2", "prepared bad"), happened.stream().sorted().toList());
    line.send(new Wave("3").free());
    line.finish();
    assertEquals("recorded 3", happened.getLast());
  }

  @Test
  void letsThoseBeforeAFailureComeToTheirEnd() throws Exception {
    var first = new Wave("1");
    first.mayPrepare.countDown();
    line.send(first);
    await("recording 1");
    var cleared = Thread.ofPlatform().start(line::clear);
    Eventually.within(SOON, () -> cleared.getState() == Thread.State.WAITING);
    first.mayRecord.countDown();
    cleared.join();
    assertEquals("recorded 1", happened.getLast());
  }

  @Test
  void endsWhenItIsToldToStop() throws Exception {
    line.send(new Wave("1"));
    clearsAfter(() -> Thread.currentThread().interrupt());
    assertEquals(List.of(), happened);
  }

  @Test
  void tellsTheWavesWhenItIsToldToStopWhileItWaits() throws Exception {
    line.send(new Wave("1"));
    clearsAfter(
        () -> {
          Thread.currentThread().interrupt();
          assertThrows(InterruptedException.class, line::finish);
        });
    assertEquals(List.of(), happened);
  }

  private void clearsAfter(Runnable before) {
    var stopping =
        Thread.ofPlatform()
            .start(
                () -> {
                  before.run();
                  line.clear();
                });
    Eventually.within(SOON, () -> !stopping.isAlive());
  }
}

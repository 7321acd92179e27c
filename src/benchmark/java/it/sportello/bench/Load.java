package it.sportello.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Connections that each send the next request as soon as the last one is answered.
final class Load {
  /// @param perSecond answered well, per second
  /// @param failed answered otherwise
  record Result(double perSecond, double p50Ms, double p99Ms, long failed) {}

  private final int port;
  private final byte[] request;
  private final int status;

  /// @param status of a good answer
  Load(int port, byte[] request, int status) {
    this.port = port;
    this.request = request;
    this.status = status;
  }

  Result run(int connections, Duration span) throws InterruptedException {
    var tallies = new ArrayList<Tally>();
    var threads = new ArrayList<Thread>();
    var start = new CountDownLatch(1);
    for (int i = 0; i < connections; i++) {
      var tally = new Tally(start, span);
      tallies.add(tally);
      threads.add(Thread.ofVirtual().start(tally));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return sum(tallies, span);
  }

  private static Result sum(List<Tally> tallies, Duration span) {
    long[] all =
        tallies.stream().flatMapToLong(t -> Arrays.stream(t.nanos, 0, t.count)).sorted().toArray();
    long failed = tallies.stream().mapToLong(t -> t.failed).sum();
    if (all.length == 0) {
      throw new IllegalStateException("nothing was answered well; otherwise: " + failed);
    }
    return new Result(
        all.length / (span.toMillis() / 1e3),
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6,
        failed);
  }

  private final class Tally implements Runnable {
    private final CountDownLatch start;
    private final Duration span;
    private long[] nanos = new long[1 << 12];
    private int count;
    private long failed;

    Tally(CountDownLatch start, Duration span) {
      this.start = start;
      this.span = span;
    }

    @Override
    public void run() {
      try (var connection = new Connection(port)) {
        start.await();
        long end = System.nanoTime() + span.toNanos();
        for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
          boolean good = connection.exchange(request) == status;
          if (good) {
            add(System.nanoTime() - sent);
          } else {
            failed++;
          }
        }
      } catch (IOException _) {
        failed++;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void add(long took) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = took;
    }
  }
}

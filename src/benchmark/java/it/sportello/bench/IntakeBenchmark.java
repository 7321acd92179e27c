package it.sportello.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Forms through the product (parsed, checked, decided, durable, answered with a code) beside a
/// bare handler that appends the same entries to the same kind of journal. In turns, each in a
/// fresh process with an empty journal, so that both meet the same disk.
final class IntakeBenchmark {
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration SPAN = Duration.ofSeconds(4);
  private static final int[] CONNECTIONS = {16, 64};
  private static final byte[] FORM =
      Connection.post(
          "/api/v1/forms",
          "{\"queue\":\"informazioni\",\"name\":\"Maria\",\"email\":\"maria@cittadini.example\","
              + "\"subject\":\"Modulo\",\"text\":\""
              + "Buongiorno, vorrei sapere quando scade il pagamento. ".repeat(12)
              + "\",\"consent\":true}");

  private final Path directory;

  IntakeBenchmark(Path directory) {
    this.directory = directory;
  }

  void run() throws IOException, InterruptedException {
    Path sample = oneForm();
    Benchmarks.say("entries of one form", BareIntake.formEntries(sample).size());
    Path bareHome = directory.resolve("bare");
    String journal = bareHome.resolve("journal").toString();
    try (var bare = ServerProcess.of(BareIntake.class, bareHome, journal, sample.toString());
        var product = ServerProcess.product(directory.resolve("product"))) {
      product.awaitReady("/health/ready");
      warmUp(bare);
      warmUp(product);
      for (int connections : CONNECTIONS) {
        compare(product, bare, connections);
      }
    }
  }

  private static void warmUp(ServerProcess server) throws InterruptedException {
    new Load(server.port, FORM, 201).run(CONNECTIONS[0], WARM_UP);
  }

  private static void compare(ServerProcess product, ServerProcess bare, int connections)
      throws InterruptedException {
    var ofProduct = new ArrayList<Load.Result>();
    var ofBare = new ArrayList<Load.Result>();
    for (int round = 0; round < ROUNDS; round++) {
      ofBare.add(measure(bare, connections));
      ofProduct.add(measure(product, connections));
    }
    say("product", connections, ofProduct);
    say("bare handler", connections, ofBare);
    double ratio = median(ofProduct).perSecond() / median(ofBare).perSecond();
    Benchmarks.say(
        "product / bare, " + connections + " connections",
        String.format(Locale.ROOT, "%.2f", ratio));
  }

  /// The journal of a product that took one form.
  private Path oneForm() throws IOException {
    Path place = directory.resolve("sample");
    try (var server = ServerProcess.product(place)) {
      server.awaitReady("/health/ready");
      try (var connection = new Connection(server.port)) {
        int status = connection.exchange(FORM);
        if (status != 201) {
          throw new IllegalStateException("a form is answered with " + status);
        }
      }
    }
    return place.resolve("data/journal");
  }

  private static Load.Result measure(ServerProcess server, int connections)
      throws InterruptedException {
    Load.Result result = new Load(server.port, FORM, 201).run(connections, SPAN);
    if (result.failed() > 0) {
      throw new IllegalStateException("not taken: " + result);
    }
    return result;
  }

  private static void say(String what, int connections, List<Load.Result> results) {
    Load.Result median = median(results);
    double least = results.stream().mapToDouble(Load.Result::perSecond).min().orElseThrow();
    double most = results.stream().mapToDouble(Load.Result::perSecond).max().orElseThrow();
    Benchmarks.say(
        what + ", " + connections + " connections",
        String.format(
            Locale.ROOT,
            "%,.0f/s (%,.0f to %,.0f), p50 %.1f ms, p99 %.1f ms",
            median.perSecond(),
            least,
            most,
            median.p50Ms(),
            median.p99Ms()));
  }

  private static Load.Result median(List<Load.Result> results) {
    return results.stream()
        .sorted(Comparator.comparingDouble(Load.Result::perSecond))
        .toList()
        .get(results.size() / 2);
  }
}

package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.HostPort;
import it.sportello.config.Configuration;
import it.sportello.config.Configuration.Loaded;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Facts;
import it.sportello.desk.Overview;
import it.sportello.edge.AttachmentScans;
import it.sportello.edge.MailMeters;
import it.sportello.edge.MediaMeters;
import it.sportello.edge.MeteredScanner;
import it.sportello.edge.ReceiptMeters;
import it.sportello.edge.UnscannedFiles;
import it.sportello.journal.JournalFollower;
import it.sportello.observe.Meters;
import it.sportello.scan.VirusScanner;
import it.sportello.scan.clamd.ClamdOptions;
import it.sportello.scan.clamd.ClamdScanner;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules, the dashboard and the documentation name only what the server exports, or recorded
/// rules.
class MonitoringFilesTest {
  private static final Pattern METER = Pattern.compile("contactcenter_[a-z_]+");
  private static final Pattern RULE = Pattern.compile("queue:[a-z0-9_]+:[a-z0-9_]+");

  private static final Pattern RECORDED = Pattern.compile("- record: (\\S+)");

  private static final Pattern SELECTOR = Pattern.compile("(contactcenter_[a-z_]+)\\{([^}]*)}");
  private static final Pattern EXACTLY = Pattern.compile("([a-z_]+)=(\"[^\"$]+\")");
  private static final Pattern DOCUMENTED =
      Pattern.compile("`((?:contactcenter|sportello)_[a-z_]+)`");
  private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);

  private static String scrape = "";
  private static String rules = "";
  private static String dashboard = "";

  @BeforeAll
  static void scrapeWhatTheServerExports() throws IOException {
    rules = Files.readString(Path.of("config/prometheus/rules.yml"));
    dashboard = Files.readString(Path.of("config/grafana/sportello.json")).replace("\\\"", "\"");
    if (!(Configuration.load(Path.of("config")) instanceof Loaded loaded)) {
      throw new AssertionError("the shipped configuration is broken");
    }
    var maker = new RulesMaker(loaded.configuration());
    var clock = new TestClock("2026-11-20T09:00:00Z");
    var journal = new MemoryJournal();
    var registry = Meters.registry();
    try (var follower = JournalFollower.start("none", journal, Facts.codec(), 1, _ -> {})) {
      var desk = new DeskLane(journal, Optional.empty(), Facts.codec(), maker.rules(), clock);
      new MeterParts(registry, maker.rules())
          .targets(maker::definitions, clock, ZoneId.of("Europe/Rome"))
          .progress(desk, follower, journal);
      var _ = new MediaMeters(registry);
      var _ = new MailMeters(registry, List.of("info"), () -> 0);
      VirusScanner scanner =
          new MeteredScanner(
              new ClamdScanner(
                  new ClamdOptions(
                      Optional.of(new HostPort("127.0.0.1", 1)),
                      Optional.empty(),
                      Duration.ZERO,
                      Duration.ZERO,
                      Duration.ZERO,
                      1,
                      1)),
              registry);
      new AttachmentScans(
              scanner,
              (_, _) -> Map.of(),
              new UnscannedFiles(new MemoryHistory(), () -> true, Duration.ZERO, clock),
              desk::submit,
              1)
          .show(registry);
      var _ = new ReceiptMeters(registry, () -> desk.ask(Overview::overdue));
      scrape = registry.scrape();
    }
  }

  @Test
  void asksOnlyForMetersThatTheServerExports() {
    assertEquals(Set.of(), without(names(METER, rules + dashboard), exported()));
  }

  @Test
  void documentsOnlyMetersThatTheServerExports() throws IOException {
    var documented = names(DOCUMENTED, Files.readString(Path.of("docs/metrics.md")));
    assertTrue(documented.size() > 10, () -> "only " + documented);
    assertEquals(Set.of(), without(documented, exported()));
  }

  @Test
  void choosesOnlyBySeriesThatExist() {
    var unknown = new TreeSet<String>();
    SELECTOR
        .matcher(rules + dashboard)
        .results()
        .forEach(
            selector ->
                EXACTLY
                    .matcher(selector.group(2))
                    .results()
                    .map(label -> label.group(1) + "=" + label.group(2))
                    .filter(label -> !hasSeries(selector.group(1), label))
                    .forEach(label -> unknown.add(selector.group(1) + "{" + label + "}")));
    assertEquals(Set.of(), unknown);
  }

  private static boolean hasSeries(String name, String label) {
    return scrape.lines().anyMatch(line -> line.startsWith(name + "{") && line.contains(label));
  }

  @Test
  void asksOnlyForRulesThatAreRecorded() {
    assertEquals(Set.of(), without(names(RULE, rules + dashboard), recorded(rules)));
  }

  private static Set<String> exported() {
    return names(TYPE, scrape);
  }

  /// The names a text contains, without what histograms add.
  private static Set<String> names(Pattern pattern, String text) {
    var names = new TreeSet<String>();
    pattern
        .matcher(text)
        .results()
        .map(found -> found.group(found.groupCount()).replaceAll("_(bucket|count|sum)$", ""))
        .forEach(names::add);
    assertFalse(names.isEmpty());
    return names;
  }

  private static Set<String> without(Set<String> names, Set<String> others) {
    var rest = new TreeSet<>(names);
    rest.removeAll(others);
    return rest;
  }

  @Test
  void hasPanelsThatAllAskSomething() throws IOException {
    JsonNode dashboard =
        JsonMapper.shared().readTree(Files.readString(Path.of("config/grafana/sportello.json")));
    var ids = new TreeSet<Integer>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertTrue(ids.add(panel.get("id").asInt()), "ids are unique");
      boolean isRow = panel.get("type").asString().equals("row");
      assertTrue(isRow || !panel.get("targets").get(0).get("expr").asString().isEmpty());
    }
    assertFalse(ids.isEmpty());
  }

  private static Set<String> recorded(String rules) {
    assertTrue(new Load(LoadSettings.builder().build()).loadFromString(rules) instanceof Map);
    var result = new TreeSet<String>();
    RECORDED.matcher(rules).results().map(found -> found.group(1)).forEach(result::add);
    assertFalse(result.isEmpty());
    return result;
  }
}

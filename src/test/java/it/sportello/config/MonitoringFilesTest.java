package it.sportello.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules and the dashboard ask only for what exists: meters of the server, or recorded rules.
class MonitoringFilesTest {
  private static final Pattern METER = Pattern.compile("contactcenter_[a-z_]+");
  private static final Pattern RULE = Pattern.compile("queue:[a-z0-9_]+:[a-z0-9_]+");

  private static final Pattern RECORDED = Pattern.compile("- record: (\\S+)");

  /// As the server names them, without what histograms add.
  private static final Set<String> METERS =
      Set.of(
          "contactcenter_contacts_offered_total",
          "contactcenter_contacts_answered_total",
          "contactcenter_contacts_abandoned_total",
          "contactcenter_answer_wait_seconds",
          "contactcenter_abandon_wait_seconds",
          "contactcenter_handle_seconds",
          "contactcenter_queue_contacts",
          "contactcenter_queue_oldest_enqueue_timestamp_seconds",
          "contactcenter_agents",
          "contactcenter_service_level_target_ratio");

  @Test
  void asksOnlyForMetersAndRulesThatExist() throws IOException {
    String rules = Files.readString(Path.of("config/prometheus/rules.yml"));
    String dashboard = Files.readString(Path.of("config/grafana/sportello.json"));
    Set<String> recorded = recorded(rules);
    var unknown = new TreeSet<String>();
    METER
        .matcher(rules + dashboard)
        .results()
        .map(found -> found.group().replaceAll("_(bucket|count|sum)$", ""))
        .filter(name -> !METERS.contains(name))
        .forEach(unknown::add);
    RULE.matcher(rules + dashboard)
        .results()
        .map(found -> found.group())
        .filter(name -> !recorded.contains(name))
        .forEach(unknown::add);
    assertEquals(Set.of(), unknown);
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

package it.sportello.simulation;

import static it.sportello.simulation.Days.call;
import static it.sportello.simulation.Days.mail;
import static it.sportello.simulation.Days.patient;
import static it.sportello.simulation.Days.seconds;
import static it.sportello.simulation.Days.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.routing.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of days that can be counted by hand.
class ReportTest {
  /// Waits 0, 20, 21 answered; one gives up after 30; one mail is taken when the calls are done.
  private static Report report() {
    return Report.of(
        Simulation.run(
            Days.plan(
                Order.DEADLINE,
                List.of(worker("anna", 0, 2_000)),
                call(2, 0, 100),
                call(3, 80, 19),
                call(4, 98, 81),
                patient(call(5, 110, 5), 30),
                mail(6, 130, 50),
                call(7, 2_000, 5))));
  }

  private static Figures all() {
    return report().figures().getFirst();
  }

  private static Figures of(Channel channel) {
    return report().figures().stream()
        .filter(f -> f.scope().equals(new Scope(Optional.empty(), Optional.of(channel))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsContacts() {
    Figures all = all();
    assertEquals(6, all.offered());
    assertEquals(4, all.answered());
    assertEquals(1, all.abandoned());
    assertEquals(1, all.waiting());
    assertEquals(0, all.outOfHours());
    assertEquals(Optional.of(Duration.ZERO), all.oldest());
  }

  @Test
  void measuresWaitsAndLevels() {
    Figures voice = of(Channel.VOICE);
    // 0, 20 and 21 s; 30 s until the fourth gave up
    assertEquals(Optional.of(seconds(20)), voice.ofAnswered().p50());
    assertEquals(Optional.of(seconds(21)), voice.ofAnswered().p90());
    assertEquals(Optional.of(Duration.ofNanos(13_666_666_666L)), voice.ofAnswered().mean());
    assertEquals(Optional.of(Duration.ofMillis(17_750)), voice.ofAll().mean());
    assertEquals(Optional.of(seconds(20)), voice.target());
    // twenty seconds are within twenty seconds
    assertEquals(2, voice.inTime());
    assertEquals(0.5, voice.serviceLevel().orElseThrow());
    assertEquals(0.25, voice.abandonment().orElseThrow());
    assertEquals(1, voice.lateAnswered());
    assertEquals(1, voice.lateAbandoned());
    assertEquals(0, voice.lateWaiting());
    assertEquals(2, voice.breaches());
  }

  @Test
  void measuresOccupancy() {
    // 0 to 200 with calls, then 50 s of mail, in 2,000 s
    assertEquals(seconds(250), all().busy());
    assertEquals(0.125, all().occupancy().orElseThrow());
    assertEquals(0.1, of(Channel.VOICE).occupancy().orElseThrow());
  }

  @Test
  void nothingIsNotAHundredPerCent() {
    Figures none = Report.of(Simulation.run(Days.plan(Order.FIFO, List.of()))).figures().getFirst();
    assertEquals(OptionalDouble.empty(), none.serviceLevel());
    assertEquals(OptionalDouble.empty(), none.occupancy());
    assertEquals(Optional.empty(), none.ofAnswered().mean());
    String table = ReportTable.of(Report.of(Simulation.run(Days.plan(Order.FIFO, List.of()))));
    assertTrue(table.contains("n/a"));
    assertFalse(table.contains("100"));
  }

  @Test
  void percentilesAreObservedWaits() {
    List<Duration> waits = LongStream.rangeClosed(1, 10).mapToObj(Days::seconds).toList();
    Waits w = Waits.of(waits);
    assertEquals(Optional.of(seconds(5)), w.p50());
    assertEquals(Optional.of(seconds(9)), w.p90());
    assertEquals(Optional.of(seconds(10)), w.p95());
    assertEquals(Optional.of(seconds(10)), w.max());
    assertEquals(Optional.of(seconds(7)), Waits.of(List.of(seconds(7))).p50());
  }

  @Test
  void programsReadTheSame() {
    JsonNode json = JsonMapper.builder().build().readTree(ReportJson.of(report()));
    assertEquals(1, json.get("version").asInt());
    assertEquals("deadline", json.get("order").asString());
    assertEquals(6, json.at("/all/offered").asInt());
    assertTrue(json.at("/all/service_level/within_seconds").isNull());
    JsonNode voice = json.at("/channels/0");
    assertEquals("voice", voice.get("channel").asString());
    assertEquals(13.666667, voice.at("/wait_answered_seconds/mean").asDouble());
    assertEquals(0.5, voice.at("/service_level/ratio").asDouble());
    assertEquals(20, voice.at("/service_level/within_seconds").asInt());
    assertEquals(2, voice.at("/deadline_breaches/total").asInt());
    assertEquals("plain", json.at("/queues/0/queue").asString());
    assertEquals("anna", json.at("/operators/0/operator").asString());
    assertEquals(0.125, json.at("/operators/0/occupancy").asDouble());
  }

  @Test
  void everyContactIsTold() {
    String csv = OutcomesCsv.of(report().day());
    assertEquals(
        List.of(
            "line,at,channel,queue,priority,outcome,operator,wait_seconds,taken_at,ended_at,deadline",
            "2,0,voice,plain,0,answered,anna,0,0,100,20",
            "3,80,voice,plain,0,answered,anna,20,100,119,100",
            "4,98,voice,plain,0,answered,anna,21,119,200,118",
            "5,110,voice,plain,0,abandoned,,30,,140,130",
            "6,130,email,plain,0,answered,anna,70,200,250,1930",
            "7,2000,voice,plain,0,waiting,,,,,2020"),
        csv.lines().toList());
  }
}

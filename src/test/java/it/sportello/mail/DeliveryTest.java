package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Sha256;
import it.sportello.mail.Delivery.State;
import it.sportello.mail.Evidence.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a certified message's receipts come to.
class DeliveryTest {
  private static final Instant SENT = Instant.parse("2026-06-01T08:00:00Z");
  private static final String DORA = "dora@pec.test";
  private static final String UGO = "ugo@pec.test";
  private static final String LIA = "lia@example.org";
  private static final Evidence ACCEPTED = said(Kind.ACCEPTED, "", "PT0S", "nessuno");

  @Test
  void nothingIsKnownBeforeAnythingIsSaid() {
    assertEquals("dora awaited, ugo awaited, lia awaited", end());
  }

  @Test
  void theAcceptanceIsAllThereIsOfAMailboxOutside() {
    assertEquals("dora accepted, ugo accepted, lia accepted!", end(ACCEPTED));
    assertEquals(
        "dora delivered!, ugo failed!, lia accepted!",
        end(
            ACCEPTED,
            said(Kind.DELIVERED, DORA, "PT1M", "nessuno"),
            said(Kind.FAILED, UGO, "PT1M", "altro")));
  }

  @Test
  void aRefusalConcernsAll() {
    assertEquals(
        "dora not-accepted!, ugo not-accepted!, lia not-accepted!",
        end(said(Kind.NOT_ACCEPTED, "", "PT0S", "altro")));
    assertEquals(
        "dora not-accepted-virus!, ugo not-accepted-virus!, lia not-accepted-virus!",
        end(said(Kind.NOT_ACCEPTED, "", "PT0S", "virus")));
  }

  @Test
  void aDeliveryThatNamesNobodyIsNotSpreadOverSeveral() {
    Evidence nameless = said(Kind.DELIVERED, "", "PT1M", "nessuno");
    assertEquals("dora awaited, ugo awaited, lia awaited", end(nameless));
    assertEquals(State.DELIVERED, Delivery.of(List.of(DORA), List.of(nameless)).getFirst().state());
  }

  @Test
  void theFirstNoticeWarnsAndTheSecondGivesUp() {
    Evidence late = said(Kind.LATE, DORA, "PT12H", "altro");
    Evidence expired = said(Kind.EXPIRED, DORA, "PT23H", "altro");
    Evidence delivered = said(Kind.DELIVERED, DORA, "PT30H", "nessuno");
    assertEquals("dora late", ofDora(ACCEPTED, late));
    assertEquals("dora expired!", ofDora(ACCEPTED, late, expired));
    assertEquals("dora delivered!", ofDora(ACCEPTED, late, delivered));
    assertEquals("dora delivered-after-all!", ofDora(ACCEPTED, late, expired, delivered));
  }

  @Test
  void noticesThatDoNotSayWhichTheyAreAreToldByTheClock() {
    Evidence first = said(Kind.OVERDUE, DORA, "PT12H", "altro");
    Evidence second = said(Kind.OVERDUE, DORA, "PT23H", "altro");
    assertEquals("dora late", ofDora(ACCEPTED, first));
    assertEquals("dora expired!", ofDora(ACCEPTED, second));
    assertEquals("dora expired!", ofDora(first, second));
  }

  @Test
  void theEndDoesNotDependOnTheOrderNorOnRepetition() {
    List<List<Evidence>> sets =
        List.of(
            List.of(
                ACCEPTED,
                said(Kind.DELIVERED, DORA, "PT30H", "nessuno"),
                said(Kind.EXPIRED, DORA, "PT23H", "altro"),
                said(Kind.LATE, DORA, "PT12H", "altro"),
                said(Kind.VIRUS, UGO, "PT2M", "virus"),
                said(Kind.RELAYED, "", "PT1M", "nessuno")),
            List.of(
                ACCEPTED,
                said(Kind.OVERDUE, DORA, "PT12H", "altro"),
                said(Kind.OVERDUE, DORA, "PT23H", "altro"),
                said(Kind.FAILED, UGO, "PT3M", "altro"),
                said(Kind.DELIVERED, UGO, "PT4M", "nessuno"),
                said(Kind.NOT_ACCEPTED, "", "PT0S", "altro")));
    for (List<Evidence> set : sets) {
      var ends = new HashSet<List<Delivery>>();
      permutations(set, all -> ends.add(Delivery.of(List.of(DORA, UGO, LIA), all)));
      for (Evidence twice : set) {
        var more = new ArrayList<>(set);
        more.add(0, again(twice));
        ends.add(Delivery.of(List.of(DORA, UGO, LIA), more));
      }
      assertEquals(1, ends.size(), ends.toString());
    }
  }

  @Test
  void namesAreTheSameInAnyCase() {
    assertEquals(
        "DORA delivered!",
        text(
            Delivery.of(
                List.of("DORA@pec.test"), List.of(said(Kind.DELIVERED, DORA, "PT1M", "nessuno")))));
  }

  private static String ofDora(Evidence... said) {
    return text(Delivery.of(List.of(DORA), List.of(said)).subList(0, 1));
  }

  private static String end(Evidence... said) {
    return text(Delivery.of(List.of(DORA, UGO, LIA), List.of(said)));
  }

  private static String text(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(
            d ->
                d.address().replaceAll("@.*", "")
                    + " "
                    + d.state().code()
                    + (d.isFinal() ? "!" : ""))
        .collect(Collectors.joining(", "));
  }

  private static void permutations(
      List<Evidence> set, java.util.function.Consumer<List<Evidence>> each) {
    permute(new ArrayList<>(), new ArrayList<>(set), each);
  }

  private static void permute(
      List<Evidence> begun, List<Evidence> rest, java.util.function.Consumer<List<Evidence>> each) {
    if (rest.isEmpty()) {
      each.accept(List.copyOf(begun));
    }
    for (Evidence next : Set.copyOf(rest)) {
      var more = new ArrayList<>(begun);
      more.add(next);
      var less = new ArrayList<>(rest);
      less.remove(next);
      permute(more, less, each);
    }
  }

  /// The same receipt, taken once more with other header lines around it.
  private static Evidence again(Evidence e) {
    return new Evidence(
        e.kind(),
        e.type(),
        e.at(),
        e.zone(),
        e.error(),
        Sha256.of((e.ownId() + " again").getBytes(StandardCharsets.UTF_8)),
        e.verdict(),
        e.reasons(),
        e.signer(),
        e.chain(),
        e.recipient(),
        e.recipients(),
        e.detail(),
        e.certifiedId(),
        e.clientId(),
        e.ownId());
  }

  private static Evidence said(Kind kind, String recipient, String after, String error) {
    String id = "<" + kind.code() + after + recipient + "@gestore.test>";
    return new Evidence(
        kind,
        kind.code(),
        SENT.plus(Duration.parse(after)),
        "+02:00",
        error,
        Sha256.of(id.getBytes(StandardCharsets.UTF_8)),
        "valid",
        List.of(),
        "",
        List.of(),
        recipient,
        List.of(
            new Evidence.Recipient(DORA, true),
            new Evidence.Recipient(UGO, true),
            new Evidence.Recipient(LIA, false)),
        "",
        "<id@gestore.test>",
        "<ours@urp.test>",
        id);
  }
}

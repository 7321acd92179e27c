package it.sportello.knowledge.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.knowledge.Knowledge.Hit;
import it.sportello.knowledge.files.KnowledgeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneKnowledgeTest {
  private static final Set<String> AREAS =
      Set.of("tributi", "anagrafe", "imprese", "identita-digitale", "rapporti");

  private static final LuceneKnowledge SHIPPED =
      new LuceneKnowledge(
          new KnowledgeFiles(Path.of("knowledge-base"), AREAS), new ByteBuffersDirectory());

  @TempDir Path root;

  @AfterAll
  static void close() {
    SHIPPED.close();
  }

  @ParameterizedTest
  @CsvSource({
    "rimborsi, rimborsi",
    "rimborso tari, rimborsi",
    "ha pagato due volte, rimborsi",
    "tassa sui rifiuti, tari",
    "riduzione tari unico occupante, tari",
    "come si calcola la tari, tari",
    "scadenza dell'imu, imu",
    "seconda casa acconto giugno, imu",
    "esenzione abitazione principale, imu",
    "diritto camerale non pagato, diritto-annuale",
    "codice tributo 3850, diritto-annuale",
    "visura storica, visure",
    "certificato di iscrizione per la banca, visure",
    "non riesce ad accedere con spid, spid-cie",
    "password dimenticata, spid-cie",
    "carta d'identità scaduta, carta-identita",
    "ha perso la carta di identita, carta-identita",
    "furto del documento denuncia, carta-identita",
    "pin bloccato cie, cie-pin-puk",
    "recupero puk, cie-pin-puk",
    "cambio residenza online, residenza",
    "traslocare in un altro comune, residenza",
    "stato di famiglia, certificati-anagrafici",
    "autocertificazione, certificati-anagrafici",
    "pec scaduta sanzione, pec-domicilio-digitale",
    "ricevuta di avvenuta consegna, pec-domicilio-digitale",
    "copia della pratica edilizia, accesso-atti",
    "accesso civico generalizzato, accesso-atti",
    "l'utente è arrabbiato e vuole protestare, reclami",
    "entro quando si risponde a un reclamo, reclami",
    "avviso pagopa scaduto, pagopa",
    "il pagamento non risulta, pagopa",
    "pagare a rate la cartella, rateizzazione",
    "aprire un bar, suap",
    "scia per parrucchiere, suap",
  })
  void findsWhatOperatorsAskFor(String query, String expected) {
    List<Hit> hits = SHIPPED.search(query, 5);
    assertFalse(hits.isEmpty(), query);
    assertEquals(expected, hits.getFirst().id(), () -> query + ": " + ids(hits));
  }

  @ParameterizedTest
  @CsvSource({
    "rimborzo, rimborsi", // a slip
    "residensa, residenza",
    "rateizazione, rateizzazione",
    "certficato anagrafico, certificati-anagrafici",
    "rateizz, rateizzazione", // unfinished
    "domicilio dig, pec-domicilio-digitale",
    "identità, carta-identita", // accents
    "identita, carta-identita",
    "IDENTITÀ, carta-identita",
    "dell'imposta municipale, imu", // elision
    "dell’imposta municipale, imu",
    "imposta municipale, imu",
    "reclamo, reclami", // inflection
    "visura, visure",
    "rata, rateizzazione",
    "atto, accesso-atti",
    "case, imu",
  })
  void forgivesHowWordsAreWritten(String query, String expected) {
    List<Hit> hits = SHIPPED.search(query, 5);
    assertEquals(expected, hits.isEmpty() ? "" : hits.getFirst().id(), () -> ids(hits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u0000",
        "*",
        "?",
        "tari*",
        "\"",
        "\"tari",
        "tari AND",
        "NOT tari",
        "title:tari",
        "+tari -rifiuti",
        "(((",
        "tari~99",
        "[a TO",
        "{* TO *}",
        "/.*/",
        "\\",
        "tari^9e99",
        "&& || !",
        "<script>alert(1)</script>",
        "'; drop table",
        "\uD800",
        "\uD83D\uDE00",
        "l'",
        "di",
        "a b c d"
      })
  void takesAnythingThatCanBeTyped(String query) {
    for (Hit hit : SHIPPED.search(query, 10)) {
      assertFalse(hit.title().isEmpty());
    }
  }

  @Test
  void takesVeryLongAndRandomText() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(round % 20 == 0 ? 100_000 : 60);
      for (int i = 0; i < length; i++) {
        text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      }
      assertTrue(SHIPPED.search(text.toString(), 10).size() <= 10, "seed " + seed);
    }
    assertEquals(List.of(), SHIPPED.search("x".repeat(100_000), 10));
  }

  @Test
  void marksTheMatchesInASnippetOfPlainText() {
    Hit hit = SHIPPED.search("rimborsi", 1).getFirst();
    assertEquals("Rimborso di tributi pagati in più", hit.title());
    assertEquals("tributi", hit.area());
    String snippet = hit.snippet().toLowerCase(Locale.ITALIAN);
    assertTrue(snippet.contains("«rimborso»") || snippet.contains("«rimborsa»"), hit.snippet());
    assertFalse(hit.snippet().contains("**") || hit.snippet().contains("\n"), hit.snippet());
    assertTrue(hit.snippet().length() < 600, hit.snippet());
  }

  @Test
  void ranksTheArticleAboutItBeforeThoseThatMentionIt() {
    assertEquals("rateizzazione", SHIPPED.search("rateizzazione", 5).getFirst().id());
    assertEquals("pagopa", SHIPPED.search("pagopa", 5).getFirst().id());
    assertTrue(SHIPPED.search("pagopa", 5).size() > 2);
  }

  @Test
  void findsNothingForWordsOfNoArticle() {
    assertEquals(List.of(), SHIPPED.search("zzzzzz", 5));
    assertEquals(List.of(), SHIPPED.search("della per con", 5));
  }

  @Test
  void keepsTheLimit() {
    assertEquals(3, SHIPPED.search("tributi pagamento", 3).size());
    assertEquals(1, SHIPPED.search("tributi pagamento", 0).size());
  }

  @Test
  void readsChangedFilesOnRefresh() throws IOException {
    Path file = root.resolve("uno.md");
    Path index = root.resolve("index");
    write(file, "Passo carrabile", "La richiesta di passo carrabile.");
    var files = new KnowledgeFiles(root, AREAS);
    try (var knowledge = new LuceneKnowledge(files, FSDirectory.open(index))) {
      assertEquals("uno", knowledge.search("passi carrabili", 5).getFirst().id());
      write(file, "Occupazione di suolo", "Il canone per i tavolini.");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
      write(root.resolve("due.md"), "Passaporto", "Si chiede alla questura.");
      Files.writeString(root.resolve("rotto.md"), "niente");
      assertEquals(1, knowledge.refresh().size());
      assertEquals(1, knowledge.refresh().size(), "still wrong");
      assertEquals("uno", knowledge.search("tavolino", 5).getFirst().id());
      assertEquals(List.of(), knowledge.search("carrabile", 5));
      assertEquals("Passaporto", knowledge.article("due").orElseThrow().title());
      assertTrue(knowledge.article("rotto").isEmpty());
    }
    try (var again = new LuceneKnowledge(files, FSDirectory.open(index))) {
      assertEquals(1, again.search("passaporti", 5).size());
    }
  }

  private static void write(Path file, String title, String body) throws IOException {
    Files.writeString(file, "---\ntitle: " + title + "\narea: tributi\n---\n" + body + "\n");
  }

  private static String ids(List<Hit> hits) {
    return String.join(", ", hits.stream().map(Hit::id).toList());
  }
}

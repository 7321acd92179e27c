package it.sportello.knowledge.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.config.yaml.ConfigError;
import it.sportello.knowledge.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeFilesTest {
  private static final Set<String> AREAS =
      Set.of("tributi", "anagrafe", "imprese", "identita-digitale", "rapporti");

  @TempDir Path root;

  @Test
  void readsTheShippedArticles() {
    Shelf shelf = new KnowledgeFiles(Path.of("knowledge-base"), AREAS).read();
    assertEquals(List.of(), shelf.errors());
    assertTrue(shelf.articles().size() >= 15);
    for (Article article : shelf.articles()) {
      assertTrue(article.reviewed().isPresent(), article.id());
      assertTrue(article.keywords().size() >= 5, article.id());
      assertTrue(MarkdownText.html(article.markdown()).contains("<h2>"), article.id());
    }
  }

  @Test
  void readsFrontMatterAndBody() throws IOException {
    write(
        "tari.md", "---\ntitle: TARI\narea: tributi\nreviewed: 2026-10-05\n---\n\n# Uno\n\ndue\n");
    assertEquals(
        List.of(
            new Article(
                "tari",
                "TARI",
                "tributi",
                List.of(),
                Optional.of(LocalDate.of(2026, 10, 5)),
                "# Uno\n\ndue")),
        read().articles());
  }

  @Test
  void saysWhatIsWrongAndKeepsTheGoodOnes() throws IOException {
    write("a-none.md", "TARI\n");
    write("b-area.md", "---\ntitle: TARI\narea: tasse\nreviewd: 2026-10-05\n---\nx\n");
    write("c-empty.md", "---\ntitle: TARI\narea: tributi\n---\n\n");
    write("d-area.md", "---\ntitle: TARI\narea: tasse\n---\nx\n");
    write("good.md", "---\ntitle: Bene\narea: tributi\n---\nx\n");
    write("Non Buono.md", "x");
    write("note.txt", "left alone");
    Shelf shelf = read();
    String folder = String.valueOf(root.getFileName());
    assertEquals(
        """
        F/Non Buono.md: file name (expected: lower-case letters, digits and '-', then .md)
        F/a-none.md:1: no front matter (expected: title, area, ... between two lines ---)
        F/b-area.md:4: reviewd: unknown key (expected: reviewed)
        F/c-empty.md:4: nothing after the front matter (expected: the article)
        F/d-area.md:3: area: "tasse" is not an area (expected: one of anagrafe, identita-digitale, imprese, rapporti, tributi)\
        """
            .replace("F/", folder + "/"),
        String.join("\n", shelf.errors().stream().map(ConfigError::toString).toList()));
    assertEquals(List.of("good"), shelf.articles().stream().map(Article::id).toList());
  }

  @Test
  void saysThatTheFolderIsMissing() {
    Shelf shelf = new KnowledgeFiles(root.resolve("none"), AREAS).read();
    assertEquals(
        "[none: the folder cannot be read (expected: a folder of articles)]",
        shelf.errors().toString());
  }

  @Test
  void changesItsFingerprintWithTheFiles() throws IOException {
    var files = new KnowledgeFiles(root, AREAS);
    String before = files.fingerprint();
    write("good.md", "---\ntitle: Bene\narea: tributi\n---\nx\n");
    String with = files.fingerprint();
    assertNotEquals(before, with);
    assertEquals(with, files.fingerprint());
    Files.delete(root.resolve("good.md"));
    assertEquals(before, files.fingerprint());
  }

  @Test
  void makesHtmlThatIsSafe() {
    String html =
        MarkdownText.html(
            """
            | a | b |
            |---|---|
            | <script>alert(1)</script> | [x](javascript:alert(1)) |

            <img src=x onerror=alert(1)>

            [y](data:text/html;base64,xx) [z](https://example.org/?a=1&b="2") <b onclick=x>c</b>
            """);
    assertTrue(html.contains("<table>"), html);
    assertTrue(html.contains("&lt;script&gt;"), html);
    assertTrue(html.contains("href=\"https://example.org/"), html);
    for (String bad : List.of("<script", "<img", "<b ", "javascript:", "data:")) {
      assertTrue(!html.contains(bad), bad + " in " + html);
    }
  }

  @Test
  void makesPlainText() {
    assertEquals(
        "Uno\ndue \"tre\" (x)\na| b\n1| 2",
        MarkdownText.plain("# Uno\n\n**due** [tre](x)\n\n|a|b|\n|-|-|\n|1|2|\n"));
  }

  private Shelf read() {
    return new KnowledgeFiles(root, AREAS).read();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text);
  }
}

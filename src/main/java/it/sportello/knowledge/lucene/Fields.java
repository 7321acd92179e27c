package it.sportello.knowledge.lucene;

import it.sportello.knowledge.Article;
import it.sportello.knowledge.files.MarkdownText;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;

/// The fields of an article in the index.
final class Fields {
  static final String ID = "id";
  static final String AREA = "area";

  /// Stems.
  static final String TITLE = "title";

  static final String KEYWORDS = "keywords";
  static final String BODY = "body";

  /// Words as written, for unfinished and mistyped ones.
  static final String TITLE_WORDS = "titleWords";

  static final String WORDS = "words";

  static Analyzer analyzer() {
    return new PerFieldAnalyzerWrapper(
        ItalianText.stems(), Map.of(TITLE_WORDS, ItalianText.words(), WORDS, ItalianText.words()));
  }

  static Document document(Article article) {
    String keywords = String.join(", ", article.keywords());
    String body = plain(article);
    var document = new Document();
    document.add(new StringField(ID, article.id(), Store.YES));
    document.add(new StoredField(AREA, article.area()));
    document.add(new TextField(TITLE, article.title(), Store.YES));
    document.add(new TextField(KEYWORDS, keywords, Store.NO));
    document.add(new TextField(BODY, body, Store.YES));
    document.add(new TextField(TITLE_WORDS, article.title() + ", " + keywords, Store.NO));
    document.add(new TextField(WORDS, article.title() + ", " + keywords + ". " + body, Store.NO));
    return document;
  }

  /// On one line, and without the signs that mark matches in snippets.
  private static String plain(Article article) {
    return MarkdownText.plain(article.markdown())
        .replace('«', '"')
        .replace('»', '"')
        .replaceAll("\\s+", " ")
        .strip();
  }

  private Fields() {}
}

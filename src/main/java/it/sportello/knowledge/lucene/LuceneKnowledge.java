package it.sportello.knowledge.lucene;

import it.sportello.config.yaml.ConfigError;
import it.sportello.knowledge.Article;
import it.sportello.knowledge.Knowledge;
import it.sportello.knowledge.files.KnowledgeFiles;
import it.sportello.knowledge.files.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/// Finds articles of a folder with Lucene.
///
/// The index is derived from the files and built anew at every start, and by [#refresh] whenever
/// they change. Searches go on meanwhile, on what was there before.
public final class LuceneKnowledge implements Knowledge, AutoCloseable {
  private static final int MAX_HITS = 50;

  private final KnowledgeFiles files;
  private final Directory directory;
  private final Analyzer analyzer = Fields.analyzer();
  private final Questions questions = new Questions();
  private final Snippets snippets = new Snippets(analyzer);
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile Map<String, Article> articles = Map.of();
  private String indexed = "";
  private List<ConfigError> errors = List.of();

  /// Reads all articles and builds the index in memory; blocks for both.
  ///
  /// @throws UncheckedIOException if the index cannot be written
  public LuceneKnowledge(KnowledgeFiles files) {
    this(files, new ByteBuffersDirectory());
  }

  /// Reads all articles and builds the index; blocks for both.
  ///
  /// @param directory in memory or on disk; what is in it is thrown away. Closed by [#close]
  /// @throws UncheckedIOException if the index cannot be written
  LuceneKnowledge(KnowledgeFiles files, Directory directory) {
    this.files = files;
    this.directory = directory;
    try {
      var config = new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.CREATE);
      this.writer = new IndexWriter(directory, config);
      this.searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    refresh();
  }

  /// Reads the folder again if anything in it changed. Blocks; call it on a thread that may.
  ///
  /// @return what is wrong with articles now; those are left out, all others are found
  public synchronized List<ConfigError> refresh() {
    String fingerprint = files.fingerprint();
    if (fingerprint.equals(indexed)) {
      return errors;
    }
    Shelf shelf = files.read();
    try {
      writer.deleteAll();
      for (Article article : shelf.articles()) {
        writer.addDocument(Fields.document(article));
      }
      writer.commit();
      articles =
          shelf.articles().stream()
              .collect(Collectors.toUnmodifiableMap(Article::id, Function.identity()));
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    indexed = fingerprint;
    errors = shelf.errors();
    return errors;
  }

  @Override
  public List<Hit> search(String query, int limit) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        Optional<Query> question = questions.of(query, searcher.getIndexReader());
        return question.isEmpty()
            ? List.of()
            : hits(searcher, question.get(), Math.clamp(limit, 1, MAX_HITS));
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Hit> hits(IndexSearcher searcher, Query query, int limit) throws IOException {
    TopDocs found = searcher.search(query, limit);
    String[] passages = snippets.of(searcher, query, found);
    StoredFields stored = searcher.storedFields();
    var hits = new ArrayList<Hit>();
    for (int i = 0; i < found.scoreDocs.length; i++) {
      Document document = stored.document(found.scoreDocs[i].doc);
      hits.add(
          new Hit(
              document.get(Fields.ID),
              document.get(Fields.TITLE),
              document.get(Fields.AREA),
              Optional.ofNullable(passages[i]).orElse("")));
    }
    return List.copyOf(hits);
  }

  @Override
  public Optional<Article> article(String id) {
    return Optional.ofNullable(articles.get(id));
  }

  @Override
  public void close() {
    try {
      searchers.close();
      writer.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

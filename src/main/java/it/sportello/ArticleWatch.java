package it.sportello;

import it.sportello.config.yaml.ConfigError;
import it.sportello.knowledge.lucene.LuceneKnowledge;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the knowledge base read again when its folder changed, and reports what is wrong with it:
/// once, not at every look. Used by one thread at a time.
final class ArticleWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ArticleWatch.class);

  private final LuceneKnowledge knowledge;
  private List<ConfigError> reported = List.of();

  ArticleWatch(LuceneKnowledge knowledge) {
    this.knowledge = knowledge;
  }

  /// Looks at the names, sizes and times of the files; reads them only if one is new. Blocks.
  void look() {
    List<ConfigError> errors = knowledge.refresh();
    if (!errors.equals(reported)) {
      errors.forEach(error -> LOG.warn("knowledge base: {}", error));
      reported = errors;
    }
  }
}

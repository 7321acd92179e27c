package it.sportello.knowledge.lucene;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/// Cuts the best passage out of each article found, with the matches between `«` and `»`.
final class Snippets {
  private static final int GOAL_SIGNS = 160;
  private static final int MAX_SIGNS = 400;

  private final Analyzer analyzer;

  Snippets(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /// Returns one passage for each document found; the beginning of the text where nothing matches.
  String[] of(IndexSearcher searcher, Query query, TopDocs found) throws IOException {
    return UnifiedHighlighter.builder(searcher, analyzer)
        .withFieldMatcher(_ -> true)
        .withBreakIterator(
            () ->
                LengthGoalBreakIterator.createClosestToLength(
                    BreakIterator.getSentenceInstance(Locale.ITALIAN), GOAL_SIGNS, 0.5f))
        .withMaxNoHighlightPassages(1)
        .withFormatter(new Marked())
        .build()
        .highlight(Fields.BODY, query, found, 1);
  }

  private static final class Marked extends PassageFormatter {
    @Override
    public String format(Passage[] passages, String content) {
      var text = new StringBuilder();
      for (Passage passage : passages) {
        int end = Math.min(passage.getEndOffset(), passage.getStartOffset() + MAX_SIGNS);
        int at = passage.getStartOffset();
        for (int i = 0; i < passage.getNumMatches(); i++) {
          int from = Math.max(at, passage.getMatchStarts()[i]);
          int to = Math.min(end, passage.getMatchEnds()[i]);
          if (from < to) {
            text.append(content, at, from).append('«').append(content, from, to).append('»');
            at = to;
          }
        }
        text.append(content, at, end);
        if (end < passage.getEndOffset()) {
          text.append("...");
        }
      }
      return text.toString().strip();
    }
  }
}

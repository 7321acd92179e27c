package it.sportello.knowledge.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Turns what somebody typed into a query, word by word. There is no query language, so nothing
/// that can be typed is an error.
///
/// A word matches by its stem, best in title and keywords. The last one may be unfinished. One that
/// no article has is taken for a slip of the finger, or for another word of the same family.
final class Questions {
  private static final int MAX_SIGNS = 500;
  private static final int MAX_WORDS = 24;
  private static final int MAX_WORD_SIGNS = 40;
  private static final int SHORTEST_PREFIX = 2;
  private static final int SHORTEST_SLIP = 4;
  private static final int TWO_SLIPS_FROM = 8;
  private static final int SHORTEST_FAMILY = 8;
  private static final int ENDING = 3;
  private static final float SIDE_MATCHES = 0.3f;
  private static final float UNSURE = 0.4f;

  /// How much a match counts, by field.
  private static final Map<String, Float> WEIGHTS =
      Map.of(Fields.TITLE, 4f, Fields.KEYWORDS, 3f, Fields.BODY, 1f);

  private final ItalianText words = ItalianText.words();
  private final ItalianText stems = ItalianText.stems();

  /// Returns the query; empty if nothing in the text can be looked for.
  Optional<Query> of(String typed, IndexReader index) throws IOException {
    String text = typed.substring(0, Math.min(typed.length(), MAX_SIGNS));
    List<String> all =
        words.split(text).stream().filter(it -> it.length() <= MAX_WORD_SIGNS).toList();
    var clauses = new ArrayList<Query>();
    for (int i = 0; i < Math.min(all.size(), MAX_WORDS); i++) {
      boolean last = i == all.size() - 1;
      word(all.get(i), last, index).ifPresent(clauses::add);
    }
    if (clauses.isEmpty()) {
      return Optional.empty();
    }
    var query = new BooleanQuery.Builder();
    clauses.forEach(it -> query.add(it, Occur.SHOULD));
    // more than half of three or more words, so that one common word alone brings nothing
    query.setMinimumNumberShouldMatch(clauses.size() < 3 ? 1 : clauses.size() / 2);
    return Optional.of(query.build());
  }

  private Optional<Query> word(String word, boolean last, IndexReader index) throws IOException {
    Optional<String> stem = stems.split(word).stream().findFirst();
    var ways = new ArrayList<Query>();
    if (stem.isPresent() && isKnown(stem.get(), index)) {
      WEIGHTS.forEach((field, weight) -> ways.add(term(field, stem.get(), weight)));
    } else if (stem.isPresent() && word.length() >= SHORTEST_SLIP) {
      int slips = word.length() >= TWO_SLIPS_FROM ? 2 : 1;
      ways.add(unsure(new FuzzyQuery(new Term(Fields.TITLE_WORDS, word), slips, 1), 3 * UNSURE));
      ways.add(unsure(new FuzzyQuery(new Term(Fields.WORDS, word), slips, 1), UNSURE));
      ways.addAll(sameFamily(word));
    }
    if (last && word.length() >= SHORTEST_PREFIX && stem.isPresent()) {
      ways.add(unsure(new PrefixQuery(new Term(Fields.TITLE_WORDS, word)), 2 * UNSURE));
      ways.add(unsure(new PrefixQuery(new Term(Fields.WORDS, word)), UNSURE));
    }
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of(new DisjunctionMaxQuery(ways, SIDE_MATCHES));
  }

  /// Words that begin alike: somebody who types `traslocare` also means `trasloco`.
  private static List<Query> sameFamily(String word) {
    if (word.length() < SHORTEST_FAMILY) {
      return List.of();
    }
    String root = word.substring(0, word.length() - ENDING);
    return List.of(
        unsure(new PrefixQuery(new Term(Fields.TITLE_WORDS, root)), 3 * UNSURE),
        unsure(new PrefixQuery(new Term(Fields.WORDS, root)), UNSURE));
  }

  private static boolean isKnown(String stem, IndexReader index) throws IOException {
    for (String field : WEIGHTS.keySet()) {
      if (index.docFreq(new Term(field, stem)) > 0) {
        return true;
      }
    }
    return false;
  }

  private static Query term(String field, String stem, float weight) {
    return new BoostQuery(new TermQuery(new Term(field, stem)), weight);
  }

  private static Query unsure(Query query, float weight) {
    return new BoostQuery(query, weight);
  }
}

package it.sportello.knowledge;

import java.util.List;
import java.util.Optional;

/// Finds articles. May be called from any thread; blocks for the search.
public interface Knowledge {
  /// Searches as an operator types: words in any inflection, accents or not, any order; nothing a
  /// user can type is an error.
  ///
  /// @param limit the most results, 1 to 50
  /// @return best first
  List<Hit> search(String query, int limit);

  /// Returns one article.
  Optional<Article> article(String id);

  /// An article that was found.
  ///
  /// @param snippet the best passage as plain text, matches between `«` and `»`
  record Hit(String id, String title, String area, String snippet) {}
}

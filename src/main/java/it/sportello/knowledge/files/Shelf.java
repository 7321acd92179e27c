package it.sportello.knowledge.files;

import it.sportello.config.yaml.ConfigError;
import it.sportello.knowledge.Article;
import java.util.List;

/// The articles of a folder.
///
/// @param articles the good ones, by id
/// @param errors what is wrong with the others, by file and line
public record Shelf(List<Article> articles, List<ConfigError> errors) {
  public Shelf {
    articles = List.copyOf(articles);
    errors = List.copyOf(errors);
  }
}

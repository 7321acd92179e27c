package it.sportello.knowledge.files;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Length;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What stands between the two lines `---` at the top of an article.
record FrontMatter(
    @Length(max = 150) String title,
    String area,
    @Default("[]") @Length(min = 0, max = 40) List<String> keywords,
    Optional<LocalDate> reviewed) {}

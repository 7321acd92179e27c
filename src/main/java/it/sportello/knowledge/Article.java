package it.sportello.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One page of the knowledge base.
///
/// @param id the file's name without `.md`
/// @param area first level of the classification it belongs to
/// @param reviewed when somebody last checked it
/// @param markdown the body as written
public record Article(
    String id,
    String title,
    String area,
    List<String> keywords,
    Optional<LocalDate> reviewed,
    String markdown) {}

/// Articles as Markdown files, and as HTML that is safe to show.
///
/// Start reading at [KnowledgeFiles].
@NullMarked
package it.sportello.knowledge.files;

import org.jspecify.annotations.NullMarked;

/// Searches articles with Lucene, in Italian.
///
/// Start reading at [LuceneKnowledge].
@NullMarked
package it.sportello.knowledge.lucene;

import org.jspecify.annotations.NullMarked;

/// Start reading at [LuceneKnowledgeTest].
@NullMarked
package it.sportello.knowledge.lucene;

import org.jspecify.annotations.NullMarked;

/// Start reading at [KnowledgeFilesTest].
@NullMarked
package it.sportello.knowledge.files;

import org.jspecify.annotations.NullMarked;

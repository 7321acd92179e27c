/// Questions to competence centers and their opinions. Pure.
///
/// Start reading at [Escalation].
@NullMarked
package it.sportello.escalation;

import org.jspecify.annotations.NullMarked;

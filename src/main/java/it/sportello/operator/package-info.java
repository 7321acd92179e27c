/// Who answers: presence (chosen by the person), profile (given by the configuration). Pure.
///
/// Start reading at [Operator].
@NullMarked
package it.sportello.operator;

import org.jspecify.annotations.NullMarked;

/// How much work is to be expected, and how many people it takes: the formulas of queueing theory.
/// Pure.
///
/// Start reading at [ErlangC], then [Staffing].
@NullMarked
package it.sportello.forecast;

import org.jspecify.annotations.NullMarked;

/// Tests of the formulas: figures published elsewhere, limits, and what must never decrease.
@NullMarked
package it.sportello.forecast;

import org.jspecify.annotations.NullMarked;

/// Tests of meters and health. Start reading at [MetersTest].
@NullMarked
package it.sportello.observe;

import org.jspecify.annotations.NullMarked;

/// Start reading at [ServiceClockTest].
@NullMarked
package it.sportello.schedule;

import org.jspecify.annotations.NullMarked;

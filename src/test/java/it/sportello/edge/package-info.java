/// Tests of what stands between the adapters and the desk. Start reading at [DeskMetersTest].
@NullMarked
package it.sportello.edge;

import org.jspecify.annotations.NullMarked;

/// Between the adapters and the desk: where ids are made, customers recognised, and effects leave.
///
/// Start reading at [Effects].
@NullMarked
package it.sportello.edge;

import org.jspecify.annotations.NullMarked;

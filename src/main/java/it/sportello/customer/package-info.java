/// Who is on the other side: recognition by address.
///
/// Start reading at [Recognition].
@NullMarked
package it.sportello.customer;

import org.jspecify.annotations.NullMarked;

/// The life of a contact: state, event, command, decision. Pure.
///
/// Start reading at [ContactLife].
@NullMarked
package it.sportello.contact;

import org.jspecify.annotations.NullMarked;

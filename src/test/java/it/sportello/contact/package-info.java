/// Tests of the life of a contact.
///
/// Start reading at `ContactLifeTest`.
@NullMarked
package it.sportello.contact;

import org.jspecify.annotations.NullMarked;

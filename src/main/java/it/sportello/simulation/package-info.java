/// A day of a contact center on a virtual clock: what comes and who works is read from two files,
/// the desk decides as it does every day. Pure: the text of the files comes in, a report comes out.
///
/// Start reading at [Simulation], then [Report].
@NullMarked
package it.sportello.simulation;

import org.jspecify.annotations.NullMarked;

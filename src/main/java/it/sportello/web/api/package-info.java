/// The API of console and monitoring: each class reads a request, calls the core, renders.
///
/// Start reading at [SessionApi].
@NullMarked
package it.sportello.web.api;

import org.jspecify.annotations.NullMarked;

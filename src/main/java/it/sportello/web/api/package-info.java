/// The JSON API under `/api/v1`: parses, calls the desk or reads a view, renders. The shapes are in
/// `docs/contract/console.md`.
///
/// Start reading at `DeskApi`.
@NullMarked
package it.sportello.web.api;

import org.jspecify.annotations.NullMarked;

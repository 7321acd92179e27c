/// Who may come in: accounts, passwords, logins and sessions.
///
/// Start reading at [Login].
@NullMarked
package it.sportello.access;

import org.jspecify.annotations.NullMarked;

/// Tests of accounts and sessions. Start reading at [LoginTest].
@NullMarked
package it.sportello.access;

import org.jspecify.annotations.NullMarked;

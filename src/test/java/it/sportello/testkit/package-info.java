/// What tests share. Start reading at [Eventually].
@NullMarked
package it.sportello.testkit;

import org.jspecify.annotations.NullMarked;

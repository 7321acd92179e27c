/// Tests of the conversation with clamd.
@NullMarked
package it.sportello.scan.clamd;

import org.jspecify.annotations.NullMarked;

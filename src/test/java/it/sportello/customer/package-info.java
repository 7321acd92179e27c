/// Tests of recognising customers.
///
/// Start reading at `RecognitionTest`.
@NullMarked
package it.sportello.customer;

import org.jspecify.annotations.NullMarked;

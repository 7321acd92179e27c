/// Tests of the link to Asterisk.
///
/// Start reading at [AmiIT], which plays whole calls against a real one.
@NullMarked
package it.sportello.telephony.ami;

import org.jspecify.annotations.NullMarked;

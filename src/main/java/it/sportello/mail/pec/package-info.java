/// Certified mail: reads `daticert.xml`, tells what kind of message a provider wrote, and checks
/// its signature. Knows bytes and headers, no mail library. Start reading at
/// [it.sportello.mail.pec.PecReading].
@NullMarked
package it.sportello.mail.pec;

import org.jspecify.annotations.NullMarked;

/// Asterisk as the PBX, through AMI; `docs/contract/ami.md` lists what is used of it.
///
/// Start reading at [AmiCalls], then [AmiTranslator]. asterisk-java's types stay in here.
@NullMarked
package it.sportello.telephony.ami;

import org.jspecify.annotations.NullMarked;

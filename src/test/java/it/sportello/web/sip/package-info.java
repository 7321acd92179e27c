/// Tests of the softphone relay. Start reading at [SipProxyTest].
@NullMarked
package it.sportello.web.sip;

import org.jspecify.annotations.NullMarked;

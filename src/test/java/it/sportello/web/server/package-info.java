/// Tests of the server over real loopback sockets. Start reading at [TestServer].
@NullMarked
package it.sportello.web.server;

import org.jspecify.annotations.NullMarked;

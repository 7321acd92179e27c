/// Tests of the console socket. Start reading at [LiveHubTest].
@NullMarked
package it.sportello.web.live;

import org.jspecify.annotations.NullMarked;

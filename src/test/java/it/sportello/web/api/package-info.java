/// Tests of the API over HTTP. Start reading at [SessionApiTest].
@NullMarked
package it.sportello.web.api;

import org.jspecify.annotations.NullMarked;

/// Start reading at [ConfigurationTest].
@NullMarked
package it.sportello.config;

import org.jspecify.annotations.NullMarked;

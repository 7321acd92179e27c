/// Start reading at [BinderTest].
@NullMarked
package it.sportello.config.yaml;

import org.jspecify.annotations.NullMarked;

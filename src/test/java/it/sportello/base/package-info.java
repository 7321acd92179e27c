@NullMarked
package it.sportello.base;

import org.jspecify.annotations.NullMarked;

/// Tests of simulated days: stories, files, agreement with theory and with a naive simulator.
@NullMarked
package it.sportello.simulation;

import org.jspecify.annotations.NullMarked;

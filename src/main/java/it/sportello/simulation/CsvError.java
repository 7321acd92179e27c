package it.sportello.simulation;

/// What is wrong in a file of comma-separated values.
///
/// @param file as it was named
/// @param line from 1
/// @param column the header's name for it; empty if it is about the whole line
/// @param found what is there
/// @param expected what should be
public record CsvError(String file, int line, String column, String found, String expected) {
  @Override
  public String toString() {
    String where = column.isEmpty() ? "" : " " + column + ":";
    return file + ":" + line + ":" + where + " " + found + " (expected: " + expected + ")";
  }
}

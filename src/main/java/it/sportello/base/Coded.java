package it.sportello.base;

/// A constant that is written to the journal, to metrics and to the API under a name of its own.
///
/// The name never changes once it was written, whatever the constant is called in the code.
public interface Coded {
  /// The persistent name: lower case letters and `-`, at most 30 signs.
  String code();
}

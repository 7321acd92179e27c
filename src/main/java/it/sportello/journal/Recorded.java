package it.sportello.journal;

/// An entry of the journal and the fact in it.
///
/// @param fact as [FactCodec#fact] reads it from the entry
public record Recorded(Entry entry, Fact fact) {}

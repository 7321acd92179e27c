package it.sportello.config;

/// Third level of the classification.
public record DetailConfig(String id, Label label) {}

package it.sportello.config;

import java.nio.file.Path;

/// A file of keys, which the server makes if it is absent.
public record KeyFileConfig(Path file) {}

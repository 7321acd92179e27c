package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.MustExist;
import java.nio.file.Path;

/// The knowledge base.
///
/// @param path the folder of articles
public record KnowledgeConfig(@Default("../knowledge-base") @MustExist Path path) {}

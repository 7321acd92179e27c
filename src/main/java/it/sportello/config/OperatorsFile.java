package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Length;
import java.util.List;

/// What `operators.yaml` says.
public record OperatorsFile(
    @Length List<OperatorConfig> operators,
    @Default("[]") List<CompetenceCenterConfig> centers,
    @Default("[]") List<PauseReasonConfig> pauseReasons) {}

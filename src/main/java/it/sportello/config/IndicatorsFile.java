package it.sportello.config;

import it.sportello.config.yaml.Length;
import java.util.List;

/// What `indicators.yaml` says.
public record IndicatorsFile(@Length List<IndicatorConfig> indicators) {}

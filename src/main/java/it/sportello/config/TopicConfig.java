package it.sportello.config;

import it.sportello.config.yaml.Length;
import java.util.List;

/// Second level of the classification.
public record TopicConfig(String id, Label label, @Length List<DetailConfig> details) {
  public TopicConfig {
    Siblings.check("detail", details.stream().map(DetailConfig::id).toList());
  }
}

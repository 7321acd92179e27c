package it.sportello.config;

import it.sportello.config.yaml.Length;
import java.util.List;

/// First level of the classification.
public record AreaConfig(String id, Label label, @Length List<TopicConfig> topics) {
  public AreaConfig {
    Siblings.check("topic", topics.stream().map(TopicConfig::id).toList());
  }
}

package it.sportello.config;

import it.sportello.config.yaml.Length;
import java.util.List;

/// What `classification.yaml` says: the tree by which contacts are classified when they close.
public record ClassificationFile(@Length List<AreaConfig> areas) {
  public ClassificationFile {
    Siblings.check("area", areas.stream().map(AreaConfig::id).toList());
  }
}

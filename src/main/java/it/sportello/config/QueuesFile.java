package it.sportello.config;

import it.sportello.config.yaml.Length;
import java.util.List;

/// What `queues.yaml` says.
///
/// @param skills the words that queues and operators may use
public record QueuesFile(List<SkillConfig> skills, @Length List<QueueConfig> queues) {}

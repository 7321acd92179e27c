package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Length;
import java.util.List;

/// What `queues.yaml` says.
///
/// @param priorities what new contacts ask for because of who sent them and what they say
/// @param skills the words that queues and operators may use
public record QueuesFile(
    List<SkillConfig> skills,
    @Length List<QueueConfig> queues,
    @Default("[]") List<PriorityConfig> priorities) {}

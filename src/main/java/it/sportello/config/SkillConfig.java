package it.sportello.config;

import it.sportello.config.yaml.Defines;

/// Something an operator can do, at a level of 1 to 5.
public record SkillConfig(@Defines("skill") String id, Label name) {}

package it.sportello.routing;

/// Whom of several free operators a contact goes to, once skills, preferences and exclusions are
/// settled.
public enum Choice {
  /// Who has been without work for the longest time.
  LONGEST_IDLE("longest-idle"),
  /// Who has the least work in hands; of those, who has been idle longest.
  LEAST_LOADED("least-loaded");

  private final String rule;

  Choice(String rule) {
    this.rule = rule;
  }

  /// The persistent code of the rule, as explanations name it.
  String rule() {
    return rule;
  }
}

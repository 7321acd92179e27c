package it.sportello.config;

/// What rings for an operator.
public enum PhoneKind {
  /// The softphone in the console.
  BROWSER,
  /// A telephone, whose endpoint is in the PBX's own files.
  DESK
}

package it.sportello.base;

import java.util.Optional;

/// A password or key. Prints as `***`, so that no log, error or debug page can show it.
///
/// Equal to nothing but itself: comparing secrets is the business of the code that checks them.
public final class Secret {
  private static final Secret GENERATED = new Secret(Optional.empty());

  private final Optional<String> text;

  private Secret(Optional<String> text) {
    this.text = text;
  }

  /// A secret that is known.
  public static Secret of(String text) {
    return new Secret(Optional.of(text));
  }

  /// A secret that nobody chose: whoever needs it makes one at the first start and keeps it.
  public static Secret generated() {
    return GENERATED;
  }

  /// Whether one has to be made.
  public boolean isGenerated() {
    return text.isEmpty();
  }

  /// The secret in clear, for the one call that needs it.
  ///
  /// @throws IllegalStateException if it [has to be made][#isGenerated()]
  public String reveal() {
    return text.orElseThrow(
        () -> new IllegalStateException("this secret is still to be generated"));
  }

  @Override
  public String toString() {
    return "***";
  }
}

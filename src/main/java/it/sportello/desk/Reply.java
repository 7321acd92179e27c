package it.sportello.desk;

/// What whoever sent a command is told, after everything it caused is durable.
public sealed interface Reply {
  /// It was done, and is recorded.
  ///
  /// @param sequence of the last entry that is durable
  record Done(long sequence) implements Reply {}

  /// Nothing was changed, for a reason of the command's own; trying again without a change is
  /// pointless.
  ///
  /// @param code stable, for programs
  /// @param detail for people
  record Refused(String code, String detail) implements Reply {}

  /// Nothing was changed because the desk cannot work now; trying again later is safe.
  ///
  /// @param code `journal-full`, `journal-broken`, `busy` or `bug`
  /// @param detail for people
  record NotNow(String code, String detail) implements Reply {}
}

package it.sportello.access;

import it.sportello.base.OperatorId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everybody who may log in. Safe to use from several threads.
public final class Accounts {
  private volatile Map<String, Account> byId = Map.of();

  /// @throws IllegalArgumentException if two have the same id
  public Accounts(Collection<Account> accounts) {
    replace(accounts);
  }

  /// Takes over a changed configuration; sessions of accounts that are gone end with their next
  /// request.
  public void replace(Collection<Account> accounts) {
    byId =
        accounts.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    account -> account.id().value(),
                    Function.identity(),
                    (one, _) -> {
                      throw new IllegalArgumentException("two accounts: " + one.id());
                    }));
  }

  /// Finds an account by what was typed.
  public Optional<Account> find(String user) {
    return Optional.ofNullable(byId.get(user));
  }

  /// Finds an account.
  public Optional<Account> find(OperatorId id) {
    return find(id.value());
  }

  /// All of them, by id.
  public List<Account> all() {
    return byId.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }
}

package it.sportello.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows of immutable records by key. Every change can be taken back, and the indexes hear of both.
final class Table<K, V> {
  /// Hears of every change, also of those that take another one back.
  @FunctionalInterface
  interface Index<V> {
    void changed(Optional<V> before, Optional<V> after);
  }

  private final Map<K, V> rows = new HashMap<>();
  private final List<Index<V>> indexes = new ArrayList<>();
  private final Undo undo;

  Table(Undo undo) {
    this.undo = undo;
  }

  void index(Index<V> index) {
    indexes.add(index);
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  Collection<V> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  void put(K key, V row) {
    set(key, Optional.of(row));
  }

  void remove(K key) {
    set(key, Optional.empty());
  }

  private void set(K key, Optional<V> row) {
    Optional<V> before = get(key);
    swap(key, before, row);
    undo.remember(() -> swap(key, row, before));
  }

  private void swap(K key, Optional<V> from, Optional<V> to) {
    if (to.isPresent()) {
      rows.put(key, to.get());
    } else {
      rows.remove(key);
    }
    indexes.forEach(index -> index.changed(from, to));
  }
}

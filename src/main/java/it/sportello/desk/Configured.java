package it.sportello.desk;

import it.sportello.journal.Fact;
import java.util.List;

/// Other rules came into force: queues, skills, targets or operators were changed while running.
///
/// The rules themselves are in the installation's files, as they were read; the journal keeps who
/// made them count, when, and what differs.
///
/// @param by who asked for it: a login, or `signal`
/// @param changes what differs, for people: one line each
public record Configured(String by, List<String> changes) implements Fact {
  public Configured {
    changes = List.copyOf(changes);
  }

  @Override
  public String subject() {
    return "desk/rules";
  }

  @Override
  public boolean superseded() {
    return true;
  }
}

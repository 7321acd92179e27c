package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.journal.Fact;

/// The first operator of a queue has come, or the last one has gone: present is who has a console
/// and is not away.
///
/// @param staffed whether anybody who may take its contacts is present
public record Staffed(QueueId queue, boolean staffed) implements Fact {
  @Override
  public String subject() {
    return "queue/" + queue;
  }

  @Override
  public boolean superseded() {
    return true;
  }
}

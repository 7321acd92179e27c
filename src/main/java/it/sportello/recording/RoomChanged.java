package it.sportello.recording;

import it.sportello.journal.Fact;

/// There is room for recordings again, or none any more: nothing is recorded until then.
///
/// @param room whether there is
public record RoomChanged(boolean room) implements Fact {
  @Override
  public String subject() {
    return "recordings";
  }

  @Override
  public boolean superseded() {
    return true;
  }
}

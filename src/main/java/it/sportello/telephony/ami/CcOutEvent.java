package it.sportello.telephony.ami;

import org.asteriskjava.manager.event.UserEvent;

/// The dialplan's own event `CcOut`: what became of dialling a number outside.
///
/// Public with setters because asterisk-java fills it by reflection; the class name is the event's.
public final class CcOutEvent extends UserEvent {
  private static final long serialVersionUID = 1L;

  private String status = "";
  private String linkedId = "";

  public CcOutEvent(Object source) {
    super(source);
  }

  /// Returns the caller's channel, also where the leg outside speaks.
  public String getLinkedId() {
    return linkedId;
  }

  public void setLinkedId(String linkedId) {
    this.linkedId = linkedId;
  }

  /// Returns `DIALSTATUS` of Asterisk's `Dial`.
  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = status;
  }
}

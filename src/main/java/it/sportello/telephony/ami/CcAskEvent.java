package it.sportello.telephony.ami;

import org.asteriskjava.manager.event.UserEvent;

/// The dialplan's own event `CcAsk`: somebody whom an operator asked did not answer.
///
/// Public with setters because asterisk-java fills it by reflection; the class name is the event's.
public final class CcAskEvent extends UserEvent {
  private static final long serialVersionUID = 1L;

  private String status = "";
  private String linkedId = "";

  public CcAskEvent(Object source) {
    super(source);
  }

  /// Returns the caller's channel; it is the operator's leg that speaks.
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

package it.sportello.telephony.ami;

import org.asteriskjava.manager.event.UserEvent;

/// The dialplan's own event `CcDialEnd`: an operator's phone did not take a call, and the caller is
/// on the way back to the waiting room.
///
/// Public with setters because asterisk-java fills it by reflection; the class name is the event's.
public final class CcDialEndEvent extends UserEvent {
  private static final long serialVersionUID = 1L;

  private String operator = "";
  private String status = "";

  public CcDialEndEvent(Object source) {
    super(source);
  }

  /// Returns the extension that rang.
  public String getOperator() {
    return operator;
  }

  public void setOperator(String operator) {
    this.operator = operator;
  }

  /// Returns `DIALSTATUS` of Asterisk's `Dial`, or `CANCEL`.
  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = status;
  }
}

package it.sportello.edge;

import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.Ids;
import it.sportello.contact.Needs;
import it.sportello.customer.Recognition;
import it.sportello.desk.Command;
import it.sportello.desk.Command.FreshCall;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Hands the PBX's events to the desk, with the ids that new calls may need. Called on the phone's
/// lane.
public final class PhoneIntake implements Consumer<CallEvent> {
  private final Insistence desk;
  private final Recognition recognition;
  private final Function<CustomerId, Needs> needs;
  private final Ids ids;
  private final Codes codes;

  /// @param needs what a customer's contacts ask for by themselves
  public PhoneIntake(
      Insistence desk,
      Recognition recognition,
      Function<CustomerId, Needs> needs,
      Ids ids,
      Codes codes) {
    this.needs = needs;
    this.desk = desk;
    this.recognition = recognition;
    this.ids = ids;
    this.codes = codes;
  }

  @Override
  public void accept(CallEvent event) {
    List<FreshCall> fresh =
        switch (event) {
          case CallEvent.Waiting e -> List.of(fresh(e.call(), e.callerNumber()));
          case CallEvent.Resync e ->
              e.calls().stream().map(c -> fresh(c.call(), c.callerNumber())).toList();
          case CallEvent.Ringing _,
              CallEvent.Answered _,
              CallEvent.NotAnswered _,
              CallEvent.Held _,
              CallEvent.Resumed _,
              CallEvent.TalkEnded _,
              CallEvent.Stayed _,
              CallEvent.Forwarded _,
              CallEvent.Joined _,
              CallEvent.Left _,
              CallEvent.NotJoined _,
              CallEvent.HungUp _,
              CallEvent.Said _,
              CallEvent.Digit _,
              CallEvent.Key _,
              CallEvent.OwnAnswered _,
              CallEvent.OwnEnded _,
              CallEvent.NotReached _,
              CallEvent.LinkLost _,
              CallEvent.LineUp _,
              CallEvent.LineDown _,
              CallEvent.Spying _ ->
              List.of();
        };
    desk.tell(new Command.Phone(event, fresh));
  }

  private FreshCall fresh(CallId call, Optional<String> number) {
    var contact = new ContactId(ids.next());
    CustomerId customer =
        number.map(recognition::byPhone).orElseGet(() -> recognition.unknown(contact.value()));
    return new FreshCall(call.value(), contact, codes.next(), customer, needs.apply(customer));
  }
}

package it.sportello.contact;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;

/// One open contact as the desk knows it.
///
/// @param code what the customer is told, to ask about it later
/// @param queue the queue it waits in or was taken from
/// @param name of the customer as they gave it; may be empty
/// @param address phone number, mail address: where they can be reached; may be empty
/// @param subject one line; may be empty
/// @param priority weight in the queue's order; 0 is ordinary, higher is more urgent
/// @param call the PBX's call, on the voice channel, until the talk is over and done with
/// @param messages how many messages and notes it has, so that each has a number of its own
/// @param needs what it asks of its operator besides what its queue asks
/// @param dialled the calls of ours it has seen
/// @param callback what its caller was promised who has hung up; empty if nothing, or not any more
public record Contact(
    ContactId id,
    String code,
    Channel channel,
    QueueId queue,
    CustomerId customer,
    String name,
    String address,
    String subject,
    Instant arrivedAt,
    int priority,
    Optional<CallId> call,
    int messages,
    Needs needs,
    Dialled dialled,
    Optional<Callback> callback,
    ContactState state) {

  /// A contact that asks for nothing by itself.
  public Contact(
      ContactId id,
      String code,
      Channel channel,
      QueueId queue,
      CustomerId customer,
      String name,
      String address,
      String subject,
      Instant arrivedAt,
      int priority,
      Optional<CallId> call,
      int messages,
      ContactState state) {
    this(
        id,
        code,
        channel,
        queue,
        customer,
        name,
        address,
        subject,
        arrivedAt,
        priority,
        call,
        messages,
        Needs.NONE,
        Dialled.NONE,
        Optional.empty(),
        state);
  }

  /// Returns this contact in another state.
  public Contact in(ContactState next) {
    return new Contact(
        id, code, channel, queue, customer, name, address, subject, arrivedAt, priority, call,
        messages, needs, dialled, callback, next);
  }

  /// Returns this contact in another queue.
  Contact inQueue(QueueId other, int otherPriority) {
    return new Contact(
        id,
        code,
        channel,
        other,
        customer,
        name,
        address,
        subject,
        arrivedAt,
        otherPriority,
        call,
        messages,
        needs,
        dialled,
        callback,
        state);
  }

  /// Returns this contact with `count` messages.
  Contact withMessages(int count) {
    return new Contact(
        id, code, channel, queue, customer, name, address, subject, arrivedAt, priority, call,
        count, needs, dialled, callback, state);
  }

  /// Returns this contact with another call, or without one: the caller has gone.
  Contact withCall(Optional<CallId> other) {
    return new Contact(
        id, code, channel, queue, customer, name, address, subject, arrivedAt, priority, other,
        messages, needs, dialled, callback, state);
  }

  /// Returns this contact asking for something else.
  Contact needing(Needs other) {
    return new Contact(
        id, code, channel, queue, customer, name, address, subject, arrivedAt, priority, call,
        messages, other, dialled, callback, state);
  }

  /// Returns this contact after another call of ours.
  Contact dialled(Dialled other) {
    return new Contact(
        id, code, channel, queue, customer, name, address, subject, arrivedAt, priority, call,
        messages, needs, other, callback, state);
  }

  /// Returns this contact with another promise, or without one.
  Contact promised(Optional<Callback> other) {
    return new Contact(
        id, code, channel, queue, customer, name, address, subject, arrivedAt, priority, call,
        messages, needs, dialled, other, state);
  }

  /// Whether it waits for a call back, but may not be offered now.
  public boolean isResting() {
    return callback.flatMap(Callback::notBefore).isPresent()
        && state instanceof ContactState.Waiting;
  }

  /// Whether the customer waits or talks in person, so that seconds count; also one who was
  /// promised a call back.
  ///
  /// What is left to do after a call whose caller has gone (an opinion came, the customer wrote) is
  /// written work.
  public boolean isLive() {
    return channel == Channel.VOICE ? call.isPresent() || callback.isPresent() : channel.isLive();
  }

  /// The operator who has it in hands now: offered, handled, on hold or in wrap-up.
  public Optional<OperatorId> owner() {
    return state.owner();
  }
}

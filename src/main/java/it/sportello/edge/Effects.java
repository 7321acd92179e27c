package it.sportello.edge;

import it.sportello.desk.Effect;
import it.sportello.telephony.Calls;
import it.sportello.telephony.MediaCalls;
import java.util.function.Consumer;

/// Carries out what the desk decided, after it is durable: each effect is one call of one port.
public final class Effects implements Consumer<Effect> {
  private final Calls calls;
  private final MediaEffects media;
  private final OutboxWorker outbox;

  public Effects(Calls calls, MediaCalls media, OutboxWorker outbox) {
    this.calls = calls;
    this.media = new MediaEffects(media);
    this.outbox = outbox;
  }

  @Override
  public void accept(Effect effect) {
    switch (effect) {
      case Effect.Ring e -> calls.ring(e.call(), e.contact(), e.operator(), e.ringFor());
      case Effect.Say e -> calls.say(e.call(), e.speech(), e.about());
      case Effect.Ask e -> calls.ask(e.call(), e.speech(), e.question(), e.patience());
      case Effect.AskAfterwards e -> calls.askAfterwards(e.call(), e.ticket());
      case Effect.BackToWaiting e -> calls.backToWaiting(e.call());
      case Effect.DialOut e -> calls.dialOut(e.call(), e.number(), e.shown(), e.ringFor());
      case Effect.Consult e ->
          calls.consult(
              e.call(), e.contact(), e.asking(), e.asked(), e.number(), e.shown(), e.ringFor());
      case Effect.Move e -> calls.move(e.call(), e.party(), e.spot());
      case Effect.Drop e -> calls.drop(e.call(), e.party());
      case Effect.Leave e -> calls.leave(e.call());
      case Effect.EndTalk e -> calls.endTalk(e.call());
      case Effect.CallOwn e ->
          calls.callOwn(e.call(), e.contact(), e.operator(), e.number(), e.ringFor());
      case Effect.CallOutside e -> calls.callOutside(e.call(), e.number(), e.shown(), e.ringFor());
      case Effect.HangUp e -> calls.hangUp(e.call());
      case Effect.RecordTalk e -> media.record(e.order());
      case Effect.Supervise e -> media.supervise(e.order());
      case Effect.Send e -> outbox.send(e.message());
    }
  }
}

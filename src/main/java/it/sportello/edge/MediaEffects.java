package it.sportello.edge;

import it.sportello.recording.RecordingOrder;
import it.sportello.supervision.SpyOrder;
import it.sportello.telephony.MediaCalls;

/// Says the desk's orders about the sound of talks in the PBX's words.
public final class MediaEffects {
  private final MediaCalls media;

  public MediaEffects(MediaCalls media) {
    this.media = media;
  }

  /// Begins, silences or ends a recording.
  public void record(RecordingOrder order) {
    switch (order) {
      case RecordingOrder.Start o -> media.record(o.call(), o.recording().toString());
      case RecordingOrder.Silence o -> media.silence(o.call(), o.silent());
      case RecordingOrder.Stop o -> media.stopRecording(o.call());
    }
  }

  /// Begins, changes or ends a supervisor's session.
  public void supervise(SpyOrder order) {
    switch (order) {
      case SpyOrder.Begin o -> media.spy(o.session(), o.supervisor(), o.operator(), o.mode());
      case SpyOrder.Switch o -> media.switchSpy(o.session(), o.operator(), o.mode());
      case SpyOrder.End o -> media.endSpy(o.session());
    }
  }
}

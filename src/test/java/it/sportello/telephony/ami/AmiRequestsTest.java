package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.Test;

/// What becomes of requests that Asterisk refuses; its words are those of `manager.c`.
class AmiRequestsTest {
  private static final String ON_ITS_WAY = "Redirect failed, channel not up.";

  private final List<ManagerAction> sent = new ArrayList<>();
  private final Deque<AmiRequests.Answered> unanswered = new ArrayDeque<>();
  private final Deque<Runnable> paused = new ArrayDeque<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private boolean down;

  private final AmiRequests requests =
      new AmiRequests(
          this::wire,
          new AmiRequests.Clock() {
            @Override
            public void now(Runnable task) {
              task.run();
            }

            @Override
            public void later(Duration pause, Runnable task) {
              assertEquals(AmiRequests.AGAIN_AFTER, pause);
              paused.add(task);
            }
          },
          new AmiMeters(meters, () -> true));

  private void wire(ManagerAction action, AmiRequests.Answered answered) throws IOException {
    if (down) {
      throw new IOException("the link is down");
    }
    sent.add(action);
    unanswered.add(answered);
  }

  private static RedirectAction ring(String exten) {
    return new RedirectAction("1.1", "cc-connect", exten, 1);
  }

  private void refused(String reason) {
    var error = new ManagerError();
    error.setMessage(reason);
    unanswered.remove().answer(error);
  }

  private void pass() {
    List<Runnable> due = List.copyOf(paused);
    paused.clear();
    due.forEach(Runnable::run);
  }

  @Test
  void sendsARedirectAgainWhoseChannelIsStillOnItsWay() {
    RedirectAction ring = ring("101");
    requests.send(ring);
    refused(ON_ITS_WAY);
    pass();
    unanswered.remove().answer(new ManagerResponse());
    pass();
    assertEquals(List.of(ring, ring), sent);
    assertEquals(1, count("repeated"));
    assertEquals(0, count("refused"));
  }

  @Test
  void forgetsARedirectAfterWhichAnotherWasAskedFor() {
    RedirectAction first = ring("101");
    RedirectAction second = ring("102");
    requests.send(first);
    requests.send(second);
    refused(ON_ITS_WAY);
    unanswered.remove().answer(new ManagerResponse());
    pass();
    assertEquals(List.of(first, second), sent);
  }

  @Test
  void forgetsARedirectOfACallThatWasEndedMeanwhile() {
    RedirectAction ring = ring("101");
    requests.send(ring);
    refused(ON_ITS_WAY);
    var end = new HangupAction("1.1");
    requests.send(end);
    pass();
    assertEquals(List.of(ring, end), sent);
  }

  @Test
  void doesNotTryForEver() {
    requests.send(ring("101"));
    for (int i = 0; i < AmiRequests.MOST_TRIES; i++) {
      refused(ON_ITS_WAY);
      pass();
    }
    assertEquals(AmiRequests.MOST_TRIES, sent.size());
    assertEquals(1, count("refused"));
  }

  @Test
  void leavesAChannelAloneThatHasGone() {
    requests.send(ring("101"));
    refused("Channel does not exist.");
    pass();
    assertEquals(1, sent.size());
    assertEquals(1, count("refused"));
  }

  @Test
  void dropsWhatIsLeftWhenTheLinkBreaks() {
    requests.send(ring("101"));
    refused(ON_ITS_WAY);
    down = true;
    pass();
    requests.send(ring("102"));
    assertEquals(1, sent.size());
    assertEquals(2, count("dropped"));
  }

  private double count(String result) {
    return meters
        .counter("sportello.phone.requests", "action", "Redirect", "result", result)
        .count();
  }
}

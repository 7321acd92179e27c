package it.sportello.telephony.ami;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.base.Lane;
import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Calls;
import it.sportello.telephony.MediaCalls;
import it.sportello.telephony.Party;
import it.sportello.telephony.Speech;
import it.sportello.telephony.Spot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ModuleLoadAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;

/// Controls calls at Asterisk and tells what becomes of them.
///
/// Everything happens on one lane, `phone`: events are translated and handed over there, requests
/// are sent there in the order they were made, without waiting for answers (Asterisk works off the
/// actions of one connection in order). A call's id serves as its channel's name, so nothing is
/// remembered here and a restart loses nothing.
public final class AmiCalls implements Calls, AutoCloseable {
  private static final Duration SHORTEST_RING = Duration.ofSeconds(5);
  private static final Duration LONGEST_RING = Duration.ofMinutes(2);

  /// How long a `Hangup` may take after the `OriginateResponse` of the same leg; seen: 40 ms.
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final AmiLines lines;
  private final Consumer<CallEvent> sink;
  private final InstantSource clock;
  private final Extensions extensions;
  private final Registrations registrations = new Registrations();
  private final AmiTranslator translator;
  private final AmiSnapshot snapshot;
  private final AmiMeters meters;
  private final Lane lane = new Lane("phone");
  private final AmiLink link;
  private final AmiRequests requests;
  private final AmiSpeech speech;
  private final AmiLegs legs;
  private final AmiConsult consult;
  private volatile LinkState state = LinkState.CONNECTING;

  /// @param lines the accounts of the same configuration; their file is written by [#start]
  /// @param sink hears every event, on the lane; what it throws goes to the lane's thread
  public AmiCalls(
      AmiConfig config,
      AmiLines lines,
      Consumer<CallEvent> sink,
      InstantSource clock,
      MeterRegistry registry) {
    this.lines = lines;
    this.sink = sink;
    this.clock = clock;
    extensions = new Extensions(config.lines());
    translator = new AmiTranslator(extensions, registrations, clock);
    legs = new AmiLegs(extensions);
    consult = new AmiConsult(extensions, legs);
    snapshot = new AmiSnapshot(extensions, registrations, legs, clock);
    meters = new AmiMeters(registry, () -> state == LinkState.CONNECTED);
    link = new AmiLink(config, lane, new Link(), meters);
    requests = new AmiRequests(link, lane, meters);
    speech = new AmiSpeech(config.prompts());
  }

  /// Returns what records talks and lets supervisors take part.
  ///
  /// @param spool where Asterisk writes recordings, as Asterisk sees it
  public MediaCalls media(Path spool) {
    return new AmiMedia(lane, requests, extensions, sink, spool);
  }

  /// Writes the operators' accounts for Asterisk and starts to connect. Asterisk need not be there
  /// yet.
  ///
  /// @throws java.io.UncheckedIOException if the accounts cannot be written
  public void start() {
    lines.write();
    link.start();
  }

  @Override
  public void ring(CallId call, ContactId contact, OperatorId operator, Duration ringFor) {
    checkRing(ringFor);
    lane.run(() -> ringNow(call, contact, operator, ringFor));
  }

  private void ringNow(CallId call, ContactId contact, OperatorId operator, Duration ringFor) {
    Optional<String> extension = extensions.lineOf(operator).map(AmiConfig.Line::extension);
    if (extension.isEmpty()) {
      sink.accept(new CallEvent.NotAnswered(call, operator, CallEvent.Reason.UNREACHABLE));
      return;
    }
    // the underscore lets the operator's leg inherit it
    requests.send(new SetVarAction(call.value(), "_CC_CALLID", contact.value()));
    requests.send(ringSeconds(call, ringFor));
    requests.send(new RedirectAction(call.value(), "cc-connect", extension.get(), 1));
  }

  @Override
  public void say(CallId call, Speech speech, String about) {
    lane.run(() -> this.speech.say(call, speech, about).forEach(requests::send));
  }

  @Override
  public void ask(CallId call, Speech speech, String question, Duration patience) {
    lane.run(() -> this.speech.ask(call, speech, question, patience).forEach(requests::send));
  }

  @Override
  public void askAfterwards(CallId call, String ticket) {
    lane.run(() -> requests.send(new SetVarAction(call.value(), "CC_SURVEY", ticket)));
  }

  @Override
  public void backToWaiting(CallId call) {
    lane.run(() -> requests.send(new RedirectAction(call.value(), "cc-wait", "back", 1)));
  }

  @Override
  public void dialOut(CallId call, String number, String shown, Duration ringFor) {
    checkRing(ringFor);
    lane.run(
        () -> {
          requests.send(new SetVarAction(call.value(), "CC_SHOWN", shown));
          requests.send(ringSeconds(call, ringFor));
          requests.send(new RedirectAction(call.value(), "cc-out", number, 1));
        });
  }

  @Override
  public void callOwn(
      CallId call, ContactId contact, OperatorId operator, String number, Duration ringFor) {
    checkRing(ringFor);
    lane.run(
        () ->
            extensions
                .lineOf(operator)
                .map(Extensions::endpoint)
                .ifPresentOrElse(
                    endpoint ->
                        requests.send(AmiOriginate.own(call, contact, endpoint, number, ringFor)),
                    () -> sink.accept(new CallEvent.OwnEnded(call, operator))));
  }

  @Override
  public void callOutside(CallId call, String number, String shown, Duration ringFor) {
    checkRing(ringFor);
    lane.run(
        () -> requests.send(AmiOriginate.outside(call, number, shown, ringFor, clock.instant())));
  }

  private static SetVarAction ringSeconds(CallId call, Duration ringFor) {
    return new SetVarAction(call.value(), "CC_RING", Long.toString(ringFor.toSeconds()));
  }

  private static void checkRing(Duration ringFor) {
    if (ringFor.compareTo(SHORTEST_RING) < 0 || ringFor.compareTo(LONGEST_RING) > 0) {
      throw new IllegalArgumentException("ringFor: " + ringFor + " (expected: 5 s to 120 s)");
    }
  }

  @Override
  public void consult(
      CallId call,
      ContactId contact,
      OperatorId asking,
      Party asked,
      String number,
      String shown,
      Duration ringFor) {
    checkRing(ringFor);
    lane.run(
        () ->
            consult
                .ask(call, contact, asking, asked, number, shown, ringFor)
                .forEach(requests::send));
  }

  @Override
  public void move(CallId call, Party party, Spot spot) {
    lane.run(() -> consult.move(call, party, spot).forEach(requests::send));
  }

  @Override
  public void drop(CallId call, Party party) {
    lane.run(() -> consult.drop(call, party).forEach(requests::send));
  }

  @Override
  public void leave(CallId call) {
    lane.run(() -> requests.send(new SetVarAction(call.value(), "CC_LEFT", "1")));
  }

  @Override
  public void endTalk(CallId call) {
    lane.run(() -> requests.send(new RedirectAction(call.value(), "cc-after", "s", 1)));
  }

  @Override
  public void hangUp(CallId call) {
    lane.run(
        () -> {
          requests.send(new HangupAction(call.value()));
          if (call.isOutgoing()) {
            // the operator's leg goes by itself only once both were joined
            requests.send(new HangupAction(OutLegs.own(call)));
          }
        });
  }

  @Override
  public LinkState link() {
    return state;
  }

  /// Reads the whole state of the PBX again, soon: a [CallEvent.LinkLost] and a [CallEvent.Resync]
  /// follow. Any thread.
  public void startAfresh() {
    link.startAfresh();
  }

  /// Says how the link is, for `/debug`. Any thread.
  public Map<String, Object> debugState() {
    return Map.of("link", state, "trouble", link.trouble(), "eventsPending", link.pending());
  }

  /// Ends the link; calls at Asterisk go on.
  @Override
  public void close() {
    link.close();
    lane.close();
  }

  /// Hears of the link, on the lane.
  private final class Link implements AmiLink.Owner {
    @Override
    public void up(ManagerConnection connection) throws IOException {
      // Asterisk may have read the operators' file before it was written anew
      requests.send(new ModuleLoadAction("res_pjsip.so", ModuleLoadAction.LOAD_TYPE_RELOAD));
      AmiSnapshot.Found found = snapshot.take(connection);
      found.strays().forEach(leg -> requests.send(new HangupAction(leg)));
      state = LinkState.CONNECTED;
      sink.accept(found.resync());
      // nobody knows what these were told: they are asked once more
      found.staying().forEach(this::askAnew);
    }

    private void askAnew(CallId call) {
      requests.send(new RedirectAction(call.value(), "cc-survey", "s", 1));
    }

    @Override
    public void event(ManagerEvent event) {
      legs.hear(event);
      Optional<CallEvent> ours = translator.translate(event);
      meters.event(name(event), ours.isPresent());
      if (ours.isPresent() && event instanceof OriginateResponseEvent e && isImpossible(e)) {
        // a leg that existed says in its Hangup, a moment later, how it ended: that word counts
        LATER.execute(() -> lane.run(() -> sink.accept(ours.get())));
      } else {
        ours.ifPresent(sink);
      }
    }

    private static boolean isImpossible(OriginateResponseEvent event) {
      return AmiOriginate.impossible(event).isPresent();
    }

    private static String name(ManagerEvent event) {
      String type = event.getClass().getSimpleName();
      return type.endsWith("Event") ? type.substring(0, type.length() - 5) : type;
    }

    @Override
    public void down() {
      if (state == LinkState.CONNECTED) {
        state = LinkState.CONNECTING;
        sink.accept(new CallEvent.LinkLost());
      }
    }
  }
}

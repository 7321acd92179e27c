package it.sportello;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.base.HostPort;
import it.sportello.base.OperatorId;
import it.sportello.config.AsteriskConfig;
import it.sportello.config.Configuration;
import it.sportello.config.OperatorConfig;
import it.sportello.config.PhoneConfig;
import it.sportello.config.PhoneKind;
import it.sportello.observe.Health.Check;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.Calls;
import it.sportello.telephony.MediaCalls;
import it.sportello.telephony.NoCalls;
import it.sportello.telephony.Softphones;
import it.sportello.telephony.ami.AmiCalls;
import it.sportello.telephony.ami.AmiConfig;
import it.sportello.telephony.ami.AmiLines;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything about the phone: the link to Asterisk and the operators' softphones, or their
/// absence.
///
/// @param websocket where softphone traffic is forwarded to
/// @param link the link to be started and closed; empty if no PBX is configured
record PhoneParts(
    Calls calls,
    MediaCalls media,
    Softphones softphones,
    Optional<HostPort> websocket,
    Optional<AmiCalls> link)
    implements AutoCloseable {

  static PhoneParts make(
      Configuration config, Consumer<CallEvent> sink, InstantSource clock, MeterRegistry meters) {
    Optional<AsteriskConfig> asterisk = config.sportello().phone().map(PhoneConfig::asterisk);
    if (asterisk.isEmpty()) {
      var none = new NoCalls();
      return new PhoneParts(none, none, none, Optional.empty(), Optional.empty());
    }
    AsteriskConfig a = asterisk.get();
    var ami =
        new AmiConfig(
            a.host(),
            a.port(),
            a.user(),
            a.secret().reveal().strip(),
            a.operatorsFile(),
            a.prompts(),
            lines(config));
    var lines = new AmiLines(ami, new SecureRandom());
    var calls = new AmiCalls(ami, lines, sink, clock, meters);
    MediaCalls media = calls.media(config.sportello().recordings().spool().toAbsolutePath());
    return new PhoneParts(calls, media, lines, Optional.of(a.websocket()), Optional.of(calls));
  }

  private static Map<OperatorId, AmiConfig.Line> lines(Configuration config) {
    var lines = new HashMap<OperatorId, AmiConfig.Line>();
    for (OperatorConfig o : config.operators().operators()) {
      o.extension().ifPresent(e -> lines.put(o.id(), new AmiConfig.Line(e, phone(o.phone()))));
    }
    return lines;
  }

  private static AmiConfig.Phone phone(PhoneKind kind) {
    return switch (kind) {
      case BROWSER -> AmiConfig.Phone.BROWSER;
      case DESK -> AmiConfig.Phone.DESK;
    };
  }

  void start() {
    link.ifPresent(AmiCalls::start);
  }

  Check health() {
    return switch (calls.link()) {
      case NOT_CONFIGURED -> Check.notConfigured("no PBX configured");
      case CONNECTING ->
          Check.degraded("the PBX does not answer; calls go on, new ones wait there");
      case CONNECTED -> Check.ready("connected to the PBX");
    };
  }

  @Override
  public void close() {
    link.ifPresent(AmiCalls::close);
  }
}

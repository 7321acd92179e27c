package it.sportello;

import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.config.CompetenceCenterConfig;
import it.sportello.config.Configuration;
import it.sportello.config.DeskConfig;
import it.sportello.config.IndicatorConfig;
import it.sportello.config.MailConfig;
import it.sportello.config.MailboxConfig;
import it.sportello.config.NumberConfig;
import it.sportello.config.OperatorConfig;
import it.sportello.config.OutgoingConfig;
import it.sportello.config.PhoneConfig;
import it.sportello.config.PriorityConfig;
import it.sportello.config.QueueConfig;
import it.sportello.config.TargetConfig;
import it.sportello.contact.Needs;
import it.sportello.desk.DeskRules;
import it.sportello.desk.PecRules;
import it.sportello.desk.TalkRules;
import it.sportello.escalation.Center;
import it.sportello.indicator.Definition;
import it.sportello.indicator.QueueClock;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Order;
import it.sportello.routing.PriorityRule;
import it.sportello.routing.Queue;
import it.sportello.routing.Relaxation;
import it.sportello.routing.RoutingRules;
import it.sportello.routing.Upkeep;
import it.sportello.schedule.OpeningHours;
import it.sportello.schedule.ServiceClock;
import it.sportello.telephony.OutsideNumbers;
import it.sportello.web.api.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says the configuration in the core's words: the core never sees a configuration record.
final class RulesMaker {
  /// The country of telephone numbers without a prefix.
  static final String REGION = "IT";

  private final Configuration config;
  private final String language;

  RulesMaker(Configuration config) {
    this.config = config;
    this.language = config.sportello().center().language();
  }

  DeskRules rules() {
    DeskConfig desk = config.sportello().desk();
    var experts = hours(desk.expertsCalendar());
    return new DeskRules(
        queues(),
        operators(),
        centers(),
        numbers(),
        desk.defaultQueue(),
        desk.reopenWithin(),
        desk.consoleGrace(),
        desk.askAgainAfter(),
        desk.preferFor(),
        experts::plus,
        talks(),
        new ReceptionRulesMaker(config, this::hours, outsideNumbers()).rules(),
        routing(),
        MediaParts.rules(config),
        pec());
  }

  private PecRules pec() {
    MailConfig mail = config.sportello().mail();
    return new PecRules(
        mail.mailboxes().stream()
            .filter(m -> m.channel() == Channel.PEC)
            .map(MailboxConfig::address)
            .collect(Collectors.toSet()),
        mail.pec().acceptanceWithin(),
        mail.pec().deliveryWithin());
  }

  private RoutingRules routing() {
    DeskConfig desk = config.sportello().desk();
    return new RoutingRules(
        Order.DEADLINE,
        desk.choice(),
        desk.preferLiveFor(),
        desk.pauseAfter(),
        desk.weights(),
        config.queues().priorities().stream().map(RulesMaker::rule).toList());
  }

  private static PriorityRule rule(PriorityConfig r) {
    return new PriorityRule(
        r.name(),
        new HashSet<>(r.channels()),
        new HashSet<>(r.via()),
        r.senders(),
        r.keywords(),
        new Needs(r.skills(), r.priority(), r.operator(), r.exclude(), List.of()));
  }

  private Upkeep upkeep(QueueConfig q) {
    return new Upkeep(
        q.relax().stream().map(r -> new Relaxation(r.after(), r.skills())).toList(),
        q.autoAccept(),
        q.untouched().map(u -> new Upkeep.Untouched(u.after(), u.to())),
        q.unstaffed().map(u -> new Upkeep.Unstaffed(u.after(), u.to())));
  }

  private TalkRules talks() {
    DeskConfig desk = config.sportello().desk();
    var shown = new HashMap<QueueId, String>();
    for (NumberConfig n : config.sportello().phone().map(PhoneConfig::numbers).orElse(List.of())) {
      n.queue().ifPresent(queue -> shown.putIfAbsent(queue, n.did()));
    }
    Duration dialFor = outgoing().map(OutgoingConfig::ringFor).orElse(Duration.ofSeconds(30));
    return new TalkRules(desk.phoneGrace(), desk.directFor(), dialFor, shown, moreTime());
  }

  private Map<QueueId, TalkRules.MoreTime> moreTime() {
    var more = new HashMap<QueueId, TalkRules.MoreTime>();
    for (QueueConfig queue : config.queues().queues()) {
      more.put(
          queue.id(),
          new TalkRules.MoreTime(queue.wrapUpExtend().by(), queue.wrapUpExtend().times()));
    }
    return more;
  }

  private Optional<OutgoingConfig> outgoing() {
    return config.sportello().phone().flatMap(PhoneConfig::outgoing);
  }

  /// The numbers outside that operators may have dialled.
  OutsideNumbers outsideNumbers() {
    return new OutsideNumbers(REGION, outgoing().map(OutgoingConfig::prefixes).orElse(List.of()));
  }

  Map<QueueId, Queue> queues() {
    var queues = new LinkedHashMap<QueueId, Queue>();
    for (QueueConfig q : config.queues().queues()) {
      var targets = new EnumMap<Channel, Queue.Target>(Channel.class);
      q.target().forEach((channel, target) -> targets.put(channel, target(q, channel, target)));
      queues.put(
          q.id(),
          new Queue(
              q.id(),
              q.name().in(language),
              q.skills(),
              q.priority(),
              targets,
              q.wrapUpFor(),
              q.starveAfter(),
              opening(q),
              upkeep(q)));
    }
    return queues;
  }

  private Queue.OpeningClock opening(QueueConfig queue) {
    OpeningHours hours = hours(queue.opening());
    return new Queue.OpeningClock() {
      @Override
      public Instant plus(Instant from, Duration span) {
        return hours.plus(from, span);
      }

      @Override
      public Duration between(Instant from, Instant to) {
        return hours.between(from, to);
      }
    };
  }

  private Queue.Target target(QueueConfig queue, Channel channel, TargetConfig target) {
    var clock = new ServiceClock(target.clock(), hours(queue.opening()));
    return new Queue.Target(target.within(), queue.offerFor().on(channel), clock::plus);
  }

  Map<OperatorId, OperatorProfile> operators() {
    var operators = new LinkedHashMap<OperatorId, OperatorProfile>();
    for (OperatorConfig o : config.operators().operators()) {
      operators.put(
          o.id(),
          new OperatorProfile(
              o.id(),
              o.name(),
              new HashSet<>(o.roles()),
              o.extension(),
              o.skills(),
              new HashSet<>(o.queues()),
              o.capacity().byChannel(),
              o.capacity().written(),
              o.autoAccept()));
    }
    return operators;
  }

  Map<CenterId, Center> centers() {
    var centers = new LinkedHashMap<CenterId, Center>();
    for (CompetenceCenterConfig c : config.operators().centers()) {
      centers.put(
          c.id(),
          new Center(c.id(), c.name().in(language), new HashSet<>(c.experts()), c.answerWithin()));
    }
    return centers;
  }

  private Map<String, QueueId> numbers() {
    var numbers = new HashMap<String, QueueId>();
    for (NumberConfig n : config.sportello().phone().map(PhoneConfig::numbers).orElse(List.of())) {
      n.queue().ifPresent(queue -> numbers.put(n.did(), queue));
    }
    return numbers;
  }

  Names names() {
    var queues = new HashMap<QueueId, String>();
    queues().forEach((id, queue) -> queues.put(id, queue.name()));
    var operators = new HashMap<OperatorId, String>();
    operators().forEach((id, operator) -> operators.put(id, operator.name()));
    var centers = new HashMap<CenterId, String>();
    centers().forEach((id, center) -> centers.put(id, center.name()));
    return new Names(queues, operators, centers);
  }

  /// The share of calls each queue promises to answer in time.
  Map<QueueId, Double> promisedRatios() {
    var ratios = new HashMap<QueueId, Double>();
    for (QueueConfig q : config.queues().queues()) {
      Optional.ofNullable(q.target().get(Channel.VOICE))
          .ifPresent(t -> ratios.put(q.id(), t.ratio()));
    }
    return ratios;
  }

  /// The indicators with the targets that hold on a day.
  List<Definition> definitions(LocalDate on) {
    return config.indicators().indicators().stream().map(i -> definition(i, on)).toList();
  }

  private static Definition definition(IndicatorConfig i, LocalDate on) {
    var parameters = new LinkedHashMap<String, String>();
    i.parameters().forEach((name, span) -> parameters.put(name, seconds(span)));
    return new Definition(
        Definition.Kind.valueOf(i.id()),
        i.version(),
        i.name().it(),
        i.name().en(),
        i.limit(),
        parameters,
        i.targetOn(on).map(t -> t.value().value()));
  }

  private static String seconds(Duration span) {
    if (!span.isZero() && span.equals(Duration.ofHours(span.toHours()))) {
      return span.toHours() + " h";
    }
    return span.equals(Duration.ofMinutes(span.toMinutes()))
        ? span.toMinutes() + " min"
        : span.toSeconds() + " s";
  }

  /// Waiting counts only while the queue is open.
  QueueClock queueClock() {
    Map<QueueId, OpeningHours> hours = hoursByQueue();
    return (queue, from, to) -> {
      OpeningHours open = hours.get(queue);
      return open == null ? Duration.between(from, to) : open.between(from, to);
    };
  }

  Map<QueueId, OpeningHours> hoursByQueue() {
    var hours = new HashMap<QueueId, OpeningHours>();
    for (QueueConfig q : config.queues().queues()) {
      hours.put(q.id(), hours(q.opening()));
    }
    return hours;
  }

  private OpeningHours hours(String calendar) {
    return Objects.requireNonNull(
        config.hours().get(calendar), () -> "calendar " + calendar + " was checked when loading");
  }
}

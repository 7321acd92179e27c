package it.sportello;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import it.sportello.access.Session;
import it.sportello.access.SessionTimes;
import it.sportello.access.Sessions;
import it.sportello.base.Channel;
import it.sportello.base.HostPort;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.config.Configuration;
import it.sportello.config.Label;
import it.sportello.config.PhoneKind;
import it.sportello.config.WebConfig;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskRules;
import it.sportello.edge.FormIntake;
import it.sportello.edge.Insistence;
import it.sportello.edge.IntakeAgain;
import it.sportello.edge.OutgoingIntake;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryStore;
import it.sportello.journal.RawStore;
import it.sportello.knowledge.Knowledge;
import it.sportello.knowledge.files.MarkdownText;
import it.sportello.mail.MailAddress;
import it.sportello.mail.imap.Reconciliation;
import it.sportello.mail.mime.MimeReader;
import it.sportello.telephony.SoftphoneAccount;
import it.sportello.telephony.Softphones;
import it.sportello.web.api.Answers;
import it.sportello.web.api.BrokenHistory;
import it.sportello.web.api.CallApi;
import it.sportello.web.api.Cards;
import it.sportello.web.api.ConfigurationApi;
import it.sportello.web.api.ContactsApi;
import it.sportello.web.api.DeskApi;
import it.sportello.web.api.Details;
import it.sportello.web.api.EvidenceApi;
import it.sportello.web.api.FileGate;
import it.sportello.web.api.Forwards;
import it.sportello.web.api.HealthApi;
import it.sportello.web.api.IndicatorsApi;
import it.sportello.web.api.IntakeApi;
import it.sportello.web.api.KnowledgeApi;
import it.sportello.web.api.Letters;
import it.sportello.web.api.MediaRights;
import it.sportello.web.api.Names;
import it.sportello.web.api.Preparations;
import it.sportello.web.api.PreparedApi;
import it.sportello.web.api.ReceiptsApi;
import it.sportello.web.api.ReconciliationApi;
import it.sportello.web.api.RecordingsApi;
import it.sportello.web.api.RoutingApi;
import it.sportello.web.api.SessionApi;
import it.sportello.web.api.SessionDetails;
import it.sportello.web.api.Shapes.Both;
import it.sportello.web.api.Shapes.Named;
import it.sportello.web.api.Signer;
import it.sportello.web.api.SupervisionApi;
import it.sportello.web.api.TalkApi;
import it.sportello.web.api.WorkApi;
import it.sportello.web.api.WritingApi;
import it.sportello.web.live.DeskFeed;
import it.sportello.web.server.Router;
import it.sportello.web.server.WebOptions;
import it.sportello.web.server.WebServer;
import it.sportello.web.sip.SipProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Everything people see: pages, API, live socket, softphone proxy, health and metrics, on one
/// port.
final class WebParts implements AutoCloseable {
  private final Configuration config;
  private final RulesMaker maker;
  private final DeskLane desk;
  private final HistoryStore history;
  private final RawStore raw;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Names names;
  private final Cards cards;
  private final Router router = new Router();
  private final LiveParts live;
  private Optional<WebServer> server = Optional.empty();
  private Optional<SipProxy> sip = Optional.empty();

  WebParts(
      Configuration config,
      Insistence insistence,
      Sessions sessions,
      PrometheusMeterRegistry meters,
      RulesMaker maker,
      DeskRules rules,
      DeskLane desk,
      HistoryStore history,
      RawStore raw,
      InstantSource clock,
      BooleanSupplier catchingUp) {
    this.config = config;
    this.maker = maker;
    this.desk = desk;
    this.history = history;
    this.raw = raw;
    this.clock = clock;
    zone = config.sportello().center().zone();
    names = maker.names();
    cards = new Cards(names);
    live =
        new LiveParts(
            insistence, sessions, meters, maker, rules, cards, clock, zone, catchingUp, router);
  }

  DeskFeed feed() {
    return live.feed();
  }

  void login(AccessParts access, Softphones phones, PrometheusMeterRegistry meters) {
    List<SessionDetails.PauseReason> reasons =
        config.operators().pauseReasons().stream()
            .map(
                r ->
                    new SessionDetails.PauseReason(
                        r.id(), new SessionDetails.Label(r.label().it(), r.label().en())))
            .toList();
    SessionDetails details =
        session ->
            new SessionDetails.Details(
                config.sportello().center().language(),
                config.sportello().center().zone().getId(),
                phones.accountFor(session.user()).map(account -> softphone(account, session)),
                hasDeskPhone(session.user()),
                centersOf(session.user()),
                reasons,
                List.of(
                    Channel.VOICE.code(),
                    Channel.EMAIL.code(),
                    Channel.PEC.code(),
                    Channel.FORM.code()));
    new SessionApi(
            access.login(), access.sessions(), details, SessionTimes.DEFAULT.absolute(), meters)
        .addTo(router);
  }

  private boolean hasDeskPhone(OperatorId user) {
    return config.operators().operators().stream()
        .anyMatch(
            o -> o.id().equals(user) && o.phone() == PhoneKind.DESK && o.extension().isPresent());
  }

  /// The PBX's own password stays here: see `docs/adr/0005-softphone-secrets.md`.
  private static SessionDetails.Softphone softphone(SoftphoneAccount account, Session session) {
    return new SessionDetails.Softphone(
        account.uri(), account.user(), session.phoneSecret(), "/sip", List.of());
  }

  private List<SessionDetails.Center> centersOf(OperatorId operator) {
    return maker.centers().values().stream()
        .filter(c -> c.experts().contains(operator))
        .map(c -> new SessionDetails.Center(c.id().value(), c.name()))
        .toList();
  }

  void work(
      Ids ids,
      Letters.Composer composer,
      Function<ContactHistory, Optional<MailAddress>> senders,
      Preparations preparations,
      Signer signer,
      Predicate<String> ours,
      Consumer<Configuration> inForce) {
    var letters = new Letters(raw, composer, preparations);
    new WorkApi(desk, ids).addTo(router);
    new WritingApi(
            desk,
            new Answers(history, letters, senders, signer, ids),
            new Forwards(history, letters, senders, ours, signer, ids, zone),
            preparations)
        .addTo(router);
    new PreparedApi(preparations, names).addTo(router);
    new TalkApi(desk, maker.outsideNumbers()).addTo(router);
    new RoutingApi(desk, cards, names, clock).addTo(router);
    new ConfigurationApi(new Reloading(config, desk, inForce)).addTo(router);
    List<Named> centers =
        maker.centers().values().stream().map(c -> new Named(c.id().value(), c.name())).toList();
    new DeskApi(live.feed(), centers, areas()).addTo(router);
  }

  void calls(OutgoingIntake intake) {
    new CallApi(desk, intake, maker.outsideNumbers(), this::queuesToCallFor, names).addTo(router);
  }

  private List<QueueId> queuesToCallFor(OperatorId operator) {
    if (maker.outsideNumbers().prefixes().isEmpty()) {
      return List.of();
    }
    return Optional.ofNullable(maker.operators().get(operator)).stream()
        .flatMap(profile -> profile.queues().stream())
        .sorted()
        .toList();
  }

  private List<DeskApi.Area> areas() {
    return config.classification().areas().stream()
        .map(
            a ->
                new DeskApi.Area(
                    a.id(),
                    both(a.label()),
                    a.topics().stream()
                        .map(
                            t ->
                                new DeskApi.Topic(
                                    t.id(),
                                    both(t.label()),
                                    t.details().stream()
                                        .map(d -> new DeskApi.Detail(d.id(), both(d.label())))
                                        .toList()))
                        .toList()))
        .toList();
  }

  /// @param catchUp waits a moment for the history to contain what was just recorded
  /// @param gate who may have which file
  void reading(
      MimeReader reader, FileGate gate, Knowledge knowledge, Runnable catchUp, Path temporary) {
    BrokenHistory.addTo(router);
    var parts = new RawParts(raw, reader);
    var details = new Details(cards, names, parts, mediaRights(), gate);
    new ContactsApi(history, catchUp, raw, cards, details, parts, gate, zone, clock).addTo(router);
    new EvidenceApi(history, catchUp, raw, gate, temporary, clock).addTo(router);
    new KnowledgeApi(knowledge, MarkdownText::html).addTo(router);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    new IndicatorsApi(history, maker.definitions(today), maker.queueClock(), zone, clock)
        .addTo(router);
  }

  void intake(Runnable catchUp, IntakeAgain again) {
    new IntakeApi(history, catchUp, raw, again::retry, zone).addTo(router);
  }

  void reconciliation(Reconciliation reconciliation) {
    new ReconciliationApi(reconciliation::last, reconciliation::run).addTo(router);
  }

  void receipts() {
    new ReceiptsApi(desk, history::contact).addTo(router);
  }

  void media(MediaParts media, Ids ids) {
    MediaRights rights = mediaRights();
    new RecordingsApi(desk, history, media.vault(), clock, rights).addTo(router);
    new SupervisionApi(desk, ids, names, media.board()::sessions, media::hasRoom, rights)
        .addTo(router);
  }

  private MediaRights mediaRights() {
    return new MediaRights(
        config.sportello().recordings().operatorsHear(),
        config.sportello().supervision().announced());
  }

  void pages(FormIntake intake) {
    new PageParts(config, raw, history, clock).addTo(router, intake);
  }

  void phone(
      Optional<HostPort> websocket,
      Sessions sessions,
      PrometheusMeterRegistry meters,
      Softphones phones) {
    if (websocket.isPresent()) {
      var proxy =
          new SipProxy(
              URI.create("ws://" + websocket.get() + "/ws"),
              session -> phones.accountFor(session.user()),
              sessions::isOpen,
              meters);
      sessions.onEnded(proxy::ended);
      proxy.addTo(router);
      sip = Optional.of(proxy);
    }
  }

  void health(HealthParts parts, PrometheusMeterRegistry meters) {
    new HealthApi(parts.health(), parts.debug(), meters::scrape, InetAddress::isLoopbackAddress)
        .addTo(router);
  }

  /// Starts to listen.
  ///
  /// @return the port
  int start(Sessions sessions, Path temporary, PrometheusMeterRegistry meters) throws IOException {
    WebConfig web = config.sportello().web();
    boolean https = web.publicUrl().getScheme().equals("https");
    var options = WebOptions.of(temporary).behind(https, web.trustedProxies());
    var started = new WebServer(router, sessions::find, options, meters, clock);
    server = Optional.of(started);
    return started.start(web.listen().host(), web.listen().port());
  }

  /// Stops to listen; requests that run come to their end.
  void stop() {
    server.ifPresent(WebServer::close);
  }

  @Override
  public void close() {
    sip.ifPresent(SipProxy::close);
    live.close();
  }

  private static Both both(Label label) {
    return new Both(label.it(), label.en());
  }
}

package it.sportello;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import it.sportello.base.Channel;
import it.sportello.base.Ids;
import it.sportello.base.TimerThread;
import it.sportello.config.AttachmentsConfig;
import it.sportello.config.Configuration;
import it.sportello.customer.Recognition;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskRules;
import it.sportello.desk.Facts;
import it.sportello.desk.Overview;
import it.sportello.desk.Snapshot;
import it.sportello.edge.Codes;
import it.sportello.edge.Effects;
import it.sportello.edge.FormIntake;
import it.sportello.edge.Insistence;
import it.sportello.edge.IntakeAgain;
import it.sportello.edge.IntakeLedger;
import it.sportello.edge.LastOperators;
import it.sportello.edge.MailIntake;
import it.sportello.edge.MailMeters;
import it.sportello.edge.OutboxWorker;
import it.sportello.edge.OutgoingIntake;
import it.sportello.edge.PhoneIntake;
import it.sportello.edge.ReceiptMeters;
import it.sportello.edge.UnscannedFiles;
import it.sportello.edge.WorkbenchPurge;
import it.sportello.history.HistoryKeeper;
import it.sportello.journal.FactCodec;
import it.sportello.journal.JournalFollower;
import it.sportello.knowledge.files.KnowledgeFiles;
import it.sportello.knowledge.lucene.LuceneKnowledge;
import it.sportello.mail.MessageTokens;
import it.sportello.mail.Workbench;
import it.sportello.mail.dkim.SigningComposer;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.mime.MimeComposer;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.pec.TrustedCas;
import it.sportello.observe.Meters;
import it.sportello.store.file.FileJournal;
import it.sportello.store.file.FileRawStore;
import it.sportello.store.file.FileWorkbench;
import it.sportello.store.file.SnapshotFile;
import it.sportello.store.mapdb.MapDbHistory;
import it.sportello.web.api.Preparations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The page that shows the system: everything made once, started in order, closed in reverse.
public final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  /// How long a mail waits for the history to be current before it is left for later.
  private static final Duration HISTORY_WAIT = Duration.ofSeconds(30);

  /// How long a console that opens a contact waits for what was just recorded; while histories are
  /// made again it gets what is there.
  private static final Duration READ_WAIT = Duration.ofSeconds(1);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int port;

  private App() {}

  /// Starts a contact center.
  ///
  /// @param data where everything is kept; made if it is not there
  /// @param out where passwords made at the first start are printed, once
  /// @throws IOException if a file or a port cannot be had
  public static App start(Configuration config, Path data, InstantSource clock, PrintStream out)
      throws IOException {
    var app = new App();
    try {
      app.run(config, new DataFiles(data), clock, out);
      return app;
    } catch (IOException | RuntimeException e) {
      app.close();
      throw e;
    }
  }

  private void run(Configuration config, DataFiles files, InstantSource clock, PrintStream out)
      throws IOException {
    Files.createDirectories(files.root());
    var random = new SecureRandom();
    var ids = new Ids(clock::millis, random);
    var codes = new Codes(random);
    PrometheusMeterRegistry meters = Meters.registry();
    var rulesMaker = new RulesMaker(config);
    DeskRules rules = rulesMaker.rules();
    FactCodec codec = Facts.codec();
    var inForce = new AtomicReference<>(config);
    var signatures = new Signatures(inForce::get, clock);

    // The truth.
    var journal =
        closing(
            FileJournal.open(
                files.journal(),
                journalOptions(config.sportello().journal().segmentSize().bytes())));
    var raw = FileRawStore.open(files.raw());
    var snapshots = SnapshotFile.open(files.snapshots());
    AttachmentsConfig bounds = config.sportello().mail().attachments();
    var workbench =
        FileWorkbench.open(
            files.workbench(),
            new Workbench.Limits(
                bounds.maxFile().bytes(), bounds.maxTotal().bytes(), bounds.maxFiles()));

    // What is derived from it.
    var history = closing(MapDbHistory.open(files.views(), journal.lastSequence()));
    var view = new HistoryKeeper(codec, history, journal, clock);
    var follower =
        closing(
            JournalFollower.start("history", journal, codec, history.sequence() + 1, view::accept));

    // The desk.
    var desk = new DeskLane(journal, newest(snapshots, journal), codec, rules, clock);
    var known = new LastOperators(config.sportello().desk().lastOperatorFor(), clock);
    var recognition = new Recognition(files.key("customers"), RulesMaker.REGION);

    var insistence = closing(new Insistence(desk));

    // The neighbours.
    var passwordsOfMail = new GeneratedPasswords(files.root().resolve("keys/mail"), random, out);
    var mail =
        closing(new MailParts(config.sportello().mail(), passwordsOfMail::of, files::token, clock));
    var tokens = new MessageTokens(files.key("messages"), mail.domain(), random);
    var composer =
        new SigningComposer(new MimeComposer(tokens, clock)::compose, mail.signers(), clock);
    var phone =
        closing(
            PhoneParts.make(
                config,
                new PhoneIntake(insistence, recognition, known::needsOf, ids, codes),
                clock,
                meters));
    var media =
        closing(
            new MediaParts(config, files.recordings(), desk, insistence, random, clock, meters));
    var intake =
        new MailIntake(
            desk,
            history,
            () -> follower.awaitSequence(journal.lastSequence(), HISTORY_WAIT),
            tokens::contactOf,
            (mailbox, message) -> mail.queueOf(mailbox, message).orElseGet(rules::defaultQueue),
            mail::channelOf,
            recognition,
            known::needsOf,
            ids,
            codes,
            AcknowledgementParts.make(
                config,
                () -> inForce.get().texts(),
                rules.queues(),
                recognition,
                composer::compose,
                raw,
                ids,
                clock));
    phone.link().ifPresent(link -> insistence.startAfreshThrough(link::startAfresh));
    var outbox =
        closing(
            new OutboxWorker(
                mail.sender(),
                raw,
                mail::mailboxOf,
                mailbox -> mail.channelOf(mailbox) == Channel.PEC,
                mail::spacingOf,
                clock,
                insistence::tell,
                desk::submit));

    // What people see.
    var access =
        closing(AccessParts.make(config.operators().operators(), files.access(), clock, random));
    var reader =
        new MimeReader(
            ReaderLimits.usual(), TrustedCas.with(config.sportello().mail().pec().trustStore()));
    var knowledge =
        closing(
            new LuceneKnowledge(
                new KnowledgeFiles(
                    config.sportello().knowledge().path(),
                    config.classification().areas().stream()
                        .map(a -> a.id())
                        .collect(Collectors.toSet()))));
    var articles = new ArticleWatch(knowledge);
    articles.look();
    var web =
        new WebParts(
            config,
            insistence,
            access.sessions(),
            meters,
            rulesMaker,
            rules,
            desk,
            history,
            raw,
            clock,
            () -> follower.sequence() < journal.lastSequence());
    web.login(access, phone.softphones(), meters);
    Runnable catchUp = () -> follower.awaitSequence(journal.lastSequence(), READ_WAIT);
    var scans =
        closing(
            new ScanParts(
                config.sportello().scan(),
                new RawParts(raw, reader),
                lookBack ->
                    new UnscannedFiles(
                        history,
                        () -> follower.awaitSequence(journal.lastSequence(), HISTORY_WAIT),
                        lookBack,
                        clock),
                desk::submit,
                meters));
    web.work(
        ids,
        composer::compose,
        mail::senderFor,
        new Preparations(
            desk,
            history,
            workbench,
            raw,
            new RawParts(raw, reader),
            scans.gate(),
            signatures,
            mail.ours(),
            catchUp,
            ids,
            clock),
        signatures,
        mail.ours(),
        inForce::set);
    web.reading(reader, scans.gate(), knowledge, catchUp, files.temporary());
    web.intake(
        catchUp,
        new IntakeAgain(
            desk,
            history,
            () -> follower.awaitSequence(journal.lastSequence(), HISTORY_WAIT),
            intake,
            new RawParts(raw, reader)::read));
    var intakePorts = new IntakePorts(intake, raw, reader, meters, clock, random);
    var reconciliation =
        mail.reconciliation(
            intakePorts,
            new IntakeLedger(
                history,
                () -> follower.awaitSequence(journal.lastSequence(), HISTORY_WAIT),
                intake),
            config.sportello().center().zone());
    web.reconciliation(reconciliation);
    web.receipts();
    web.media(media, ids);
    web.calls(new OutgoingIntake(desk, recognition, ids, codes));
    web.pages(new FormIntake(desk, recognition, known::needsOf, ids, codes));
    web.phone(phone.websocket(), access.sessions(), meters, phone.softphones());
    closing(web);
    var deskMeters =
        new MeterParts(meters, rules)
            .targets(rulesMaker::definitions, clock, config.sportello().center().zone());
    deskMeters.progress(desk, follower, journal);
    web.health(
        new HealthParts(desk, mail, phone, media, scans, follower, journal, history::failedIntake),
        meters);

    // In order: what was open, what follows, then whoever brings something new.
    deskMeters.start(desk.restored());
    web.feed()
        .start(
            desk.restored().openContacts(),
            desk.restored().allOperators(),
            desk.restored().openEscalations(),
            desk.restored().openConsults(),
            desk.restored().openPartings());
    var workbenchPurge =
        closing(
            new WorkbenchPurge(
                workbench,
                contact -> desk.ask(state -> state.isOpen(contact)),
                bounds.keepUnsent(),
                clock,
                new TimerThread("workbench")));
    var watchers = new ArrayList<Watcher>(deskMeters.watchers());
    watchers.add(workbenchPurge);
    watchers.addAll(media.watchers());
    watchers.addAll(scans.watchers());
    watchers.add(web.feed());
    watchers.add(known);
    var receipts = new ReceiptMeters(meters, () -> desk.ask(Overview::overdue));
    receipts.start(Overview.overdue(desk.restored()));
    watchers.add(receipts);
    watchers.add(new MailMeters(meters, mail.queues().keySet(), history::failedIntake));
    watchers.add(c -> follower.offer(c.recorded()));
    media.start(desk.restored());
    desk.start(new Effects(phone.calls(), phone.media(), outbox), watchers);
    Thread.ofVirtual()
        .name("last-operators")
        .start(
            () -> {
              follower.awaitSequence(journal.lastSequence(), HISTORY_WAIT);
              known.recall(history);
            });
    parts.push(desk);
    closing(
        new Housekeeping(
            desk,
            journal,
            snapshots,
            config.sportello().desk().snapshotEvery(),
            web.feed()::tick,
            articles::look,
            new TimerThread("housekeeping")));
    workbenchPurge.start();
    scans.start();
    phone.start();
    mail.startIntake(intakePorts);
    parts.push(mail::stopIntake);
    reconciliation.start();
    closing(reconciliation);
    port = web.start(access.sessions(), files.temporary(), meters);
    parts.push(web::stop);
    if (!access.fresh().isEmpty()) {
      out.println("Passwords made at this first start, shown only now:");
      access.fresh().forEach(p -> out.println("  " + p.user() + "  " + p.plain()));
    }
    out.println("Sportello: http://" + config.sportello().web().listen().host() + ":" + port + "/");
    out.flush();
  }

  /// The port the server listens on.
  public int port() {
    return port;
  }

  /// Waits until the server has been closed.
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /// Closes everything in the reverse order of its start. What was accepted before is carried out.
  @Override
  public void close() {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        AutoCloseable part = parts.pop();
        try {
          part.close();
        } catch (Exception e) {
          LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
        }
      }
    }
    closed.countDown();
  }

  private static Optional<Snapshot> newest(SnapshotFile snapshots, FileJournal journal)
      throws IOException {
    var kept = snapshots.newestUpTo(journal.lastSequence());
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new Snapshot(kept.get().sequence(), kept.get().content().readAllBytes()));
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  private static FileJournal.Options journalOptions(long segmentBytes) {
    var usual = FileJournal.Options.standard();
    return new FileJournal.Options(segmentBytes, usual.paddingBytes(), usual.writeBytes());
  }
}

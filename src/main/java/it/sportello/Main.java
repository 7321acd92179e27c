package it.sportello;

import it.sportello.config.Configuration;
import it.sportello.config.Configuration.Broken;
import it.sportello.config.Configuration.Loaded;
import it.sportello.config.DkimConfig;
import it.sportello.config.MailboxConfig;
import it.sportello.desk.Facts;
import it.sportello.mail.dkim.DkimKey;
import it.sportello.mail.mime.MailSwitches;
import it.sportello.store.file.FileJournal;
import it.sportello.store.file.JournalVerifier;
import it.sportello.store.file.KeyRing;
import it.sportello.store.file.KeysLost;
import it.sportello.store.mapdb.HistoryRebuild;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command line. Exit code 0 is success, 1 a failure that was explained, 2 wrong usage.
@Command(
    name = "sportello",
    mixinStandardHelpOptions = true,
    version = "sportello 0.1.0",
    description = "Omnichannel contact-center server",
    subcommands = {
      Main.Serve.class,
      Main.CheckConfig.class,
      Main.JournalCommands.class,
      Main.Rebuild.class,
      MailCommands.class,
      SimulateCommand.class,
      StaffingCommand.class,
      Main.RecordingCommands.class
    })
final class Main implements Runnable {
  /// Starts the program.
  public static void main(String[] args) {
    // Netty without Unsafe: the platform warns about it otherwise. Must come before any Netty
    // class.
    System.setProperty("io.netty.noUnsafe", "true");
    MailSwitches.set();
    // what logs through java.util.logging goes the same way as everything else
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int exit = new CommandLine(new Main()).execute(args);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  @Override
  public void run() {
    new CommandLine(this).usage(System.out);
  }

  static Optional<Configuration> load(Path directory) {
    return switch (Configuration.load(directory)) {
      case Loaded loaded -> Optional.of(loaded.configuration());
      case Broken broken -> {
        System.err.println(broken.errors().size() + " errors in " + directory + ":");
        broken.errors().forEach(e -> System.err.println("  " + e));
        yield Optional.empty();
      }
    };
  }

  /// Whether the keys of the recordings that are there are there, too; says so if not.
  private static boolean hasKeys(Configuration config, Path data) throws IOException {
    try {
      KeyRing.check(new DataFiles(data).recordings(), config.sportello().recordings().key().file());
      return true;
    } catch (KeysLost e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  /// Runs the server until it is told to stop.
  @Command(name = "serve", description = "Runs the server until it is told to stop")
  static final class Serve implements Callable<Integer> {
    @Option(names = "--config", description = "Configuration directory (default: config)")
    private Path config = Path.of("config");

    @Option(names = "--data", description = "Data directory (default: data)")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws IOException, InterruptedException {
      Optional<Configuration> loaded = load(config);
      if (loaded.isEmpty()) {
        return 1;
      }
      if (!hasKeys(loaded.get(), data)) {
        return 1;
      }
      App app = App.start(loaded.get(), data, InstantSource.system(), System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
      app.awaitClosed();
      return 0;
    }
  }

  /// Says everything that is wrong with a configuration.
  @Command(
      name = "check-config",
      description = "Says everything that is wrong with a configuration")
  static final class CheckConfig implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Configuration directory")
    private Path directory = Path.of("config");

    @Option(
        names = "--data",
        description =
            "Data directory: says, too, if recordings there lack their keys (default: data)")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws IOException {
      Optional<Configuration> loaded = load(directory);
      if (loaded.isEmpty() || !hasKeys(loaded.get(), data)) {
        return 1;
      }
      System.out.println(directory + ": no errors");
      for (MailboxConfig mailbox : loaded.get().sportello().mail().mailboxes()) {
        if (mailbox.dkim().isPresent()) {
          DkimConfig dkim = mailbox.dkim().get();
          System.out.println("DNS record to publish for the signatures of " + mailbox.id() + ":");
          System.out.println("  " + dkim.record(DkimKey.read(dkim.keyFile()).published()));
        }
      }
      return 0;
    }
  }

  /// Commands about the journal.
  @Command(
      name = "journal",
      description = "Commands about the journal",
      subcommands = JournalVerify.class)
  static final class JournalCommands implements Runnable {
    @Override
    public void run() {
      new CommandLine(this).usage(System.out);
    }
  }

  /// Checks every byte and every link of the chain.
  @Command(name = "verify", description = "Checks every byte and every link of a journal's chain")
  static final class JournalVerify implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Journal directory, or the data directory")
    private Path directory = Path.of("data");

    @Override
    public Integer call() throws IOException {
      JournalVerifier.Verdict verdict = JournalVerifier.verify(journalIn(directory));
      System.out.println(verdict);
      return verdict instanceof JournalVerifier.Verdict.Sound ? 0 : 1;
    }
  }

  /// Makes the views again from the journal.
  @Command(
      name = "rebuild",
      description = "Makes the views again from the journal; the server must not run")
  static final class Rebuild implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Data directory")
    private Path directory = Path.of("data");

    @Override
    public Integer call() throws IOException {
      var files = new DataFiles(directory);
      try (var journal = FileJournal.open(files.journal(), FileJournal.Options.standard())) {
        long entries = HistoryRebuild.run(journal, Facts.codec(), files.views());
        System.out.println(files.views() + ": made from " + entries + " entries");
      }
      return 0;
    }
  }

  /// Commands about recordings.
  @Command(
      name = "recordings",
      description = "Commands about recordings",
      subcommands = NewRecordingKey.class)
  static final class RecordingCommands implements Runnable {
    @Override
    public void run() {
      new CommandLine(this).usage(System.out);
    }
  }

  /// Adds a key: from the next start on, new recordings are encrypted with it.
  @Command(
      name = "new-key",
      description =
          "Adds a key, which encrypts from the next start on; older ones go on decrypting")
  static final class NewRecordingKey implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file of recordings.key")
    private Path file = Path.of("data/keys/recordings");

    @Override
    public Integer call() throws IOException {
      String id = KeyRing.add(file, new SecureRandom());
      System.out.println(file + ": added " + id);
      return 0;
    }
  }

  private static Path journalIn(Path directory) {
    Path below = new DataFiles(directory).journal();
    return below.toFile().isDirectory() ? below : directory;
  }
}

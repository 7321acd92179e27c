import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Builds the operators' console with npm and puts it where the server finds it,
/// `target/classes/console`.
///
/// Modes: `build` (the default) and `test` (type check and vitest). Nothing is done when the inputs
/// are those of the last time; `-Dconsole=skip` does nothing at all, for who works on the server
/// only.
class Console {
  private static final Path HOME = Path.of("src/main/console");
  private static final Path OUT = Path.of("target/classes/console");
  private static final List<String> LEFT_OUT = List.of("node_modules", "dist");
  private static final int[] NODE_AT_LEAST = {20, 19};

  public static void main(String[] args)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    if (System.getProperty("console", "").equals("skip")) {
      System.out.println("Console: skipped (-Dconsole=skip)");
      return;
    }
    boolean test = args.length > 0 && args[0].equals("test");
    if (test && Boolean.getBoolean("skipTests")) {
      return;
    }
    String inputs = hash(test ? List.of(HOME, Path.of("docs/contract/samples")) : List.of(HOME));
    Path stamp = Path.of(test ? "target/console-tested.sha256" : "target/console-built.sha256");
    if (unchanged(stamp, inputs) && (test || Files.exists(OUT.resolve("index.html")))) {
      return;
    }
    checkNode();
    install();
    run("npm", "run", "--silent", test ? "test" : "build");
    if (!test) {
      copy(HOME.resolve("dist"), OUT);
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, inputs);
  }

  private static boolean unchanged(Path stamp, String inputs) throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(inputs);
  }

  private static void checkNode() throws InterruptedException {
    String needed = "Node.js " + NODE_AT_LEAST[0] + "." + NODE_AT_LEAST[1] + " or newer with npm";
    String version =
        output("node", "--version")
            .orElseGet(
                () ->
                    stop(
                        needed
                            + " is needed to build the console, and there is no `node` on the"
                            + " PATH."));
    String[] parts = version.replaceFirst("^v", "").split("\\.");
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    if (major < NODE_AT_LEAST[0] || major == NODE_AT_LEAST[0] && minor < NODE_AT_LEAST[1]) {
      stop(needed + " is needed to build the console; `node` is " + version + ".");
    }
    if (output("npm", "--version").isEmpty()) {
      stop(needed + " is needed to build the console, and there is no `npm` on the PATH.");
    }
  }

  /// Installs the locked packages, unless they are there already.
  private static void install() throws IOException, InterruptedException, NoSuchAlgorithmException {
    String lock = hash(List.of(HOME.resolve("package-lock.json"), HOME.resolve(".npmrc")));
    Path stamp = HOME.resolve("node_modules/.locked.sha256");
    if (unchanged(stamp, lock)) {
      return;
    }
    System.out.println("Console: installing its packages (npm ci)");
    run("npm", "ci", "--loglevel=error", "--no-progress", "--no-audit", "--no-fund", "--silent");
    Files.writeString(stamp, lock);
  }

  /// Runs a command quietly; on failure shows everything it said and ends the build.
  private static void run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("console", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      int exit = process.waitFor();
      if (exit != 0) {
        System.err.println(Files.readString(said));
        stop(
            "`"
                + String.join(" ", command)
                + "` failed in "
                + HOME
                + " (exit "
                + exit
                + "): see above.");
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static Optional<String> output(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(false).start();
      String text = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static String hash(List<Path> roots) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    var files = new ArrayList<Path>();
    for (Path root : roots) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return LEFT_OUT.contains(dir.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    files.sort(Comparator.comparing(Path::toString));
    for (Path file : files) {
      digest.update(file.toString().getBytes());
      digest.update((byte) 0);
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> old = Files.walk(to)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> built = Files.walk(from)) {
      for (Path path : built.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static String stop(String why) {
    System.err.println("Console: " + why + " Without the console: -Dconsole=skip");
    System.exit(1);
    return "";
  }
}

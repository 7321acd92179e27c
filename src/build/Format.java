import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over the Java sources: `-Dformat=check` fails on a difference, `apply` rewrites the files.
///
/// Started by the build on the toolchain's JDK, because the formatter needs a newer one than Maven itself may run on.
/// Files that have not changed since the last run without a difference are passed over.
class Format {
  private static final Path STAMP = Path.of("target/tools/formatted");

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean apply = System.getProperty("format", "check").equals("apply");
    FileTime since = Files.exists(STAMP) ? Files.getLastModifiedTime(STAMP) : FileTime.fromMillis(0);
    FileTime started = FileTime.fromMillis(System.currentTimeMillis());
    List<String> files = changedSince(since);
    if (files.isEmpty()) {
      return;
    }
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", "target/tools/google-java-format.jar"));
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(files);
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      System.err.println("Not formatted: the files above. Run: mvn process-sources -Dformat=apply");
      System.exit(exit);
    }
    Files.writeString(STAMP, "");
    Files.setLastModifiedTime(STAMP, apply ? FileTime.fromMillis(System.currentTimeMillis()) : started);
  }

  private static List<String> changedSince(FileTime since) throws IOException {
    var changed = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        boolean java = file.toString().endsWith(".java") && !file.startsWith("src/build");
        if (java && Files.getLastModifiedTime(file).compareTo(since) > 0) {
          changed.add(file.toString());
        }
      }
    }
    return changed;
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over every Java source: `-Dformat=check` fails on a difference, `apply` rewrites the files.
///
/// Started by the build on the toolchain's JDK, because the formatter needs a newer one than Maven itself may run on.
class Format {
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean apply = System.getProperty("format", "check").equals("apply");
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", "target/tools/google-java-format.jar"));
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (var files = Files.walk(Path.of("src"))) {
      files
          .filter(f -> f.toString().endsWith(".java") && !f.startsWith("src/build"))
          .filter(f -> !f.toString().contains("node_modules"))
          .map(Path::toString)
          .forEach(command::add);
    }
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      System.err.println("Not formatted: the files above. Run: mvn process-sources -Dformat=apply");
    }
    System.exit(exit);
  }
}

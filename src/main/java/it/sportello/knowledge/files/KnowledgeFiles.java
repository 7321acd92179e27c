package it.sportello.knowledge.files;

import it.sportello.config.yaml.Binder;
import it.sportello.config.yaml.ConfigError;
import it.sportello.knowledge.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads the folder of articles: `tari.md` begins with front matter (`title`, `area`, `keywords`,
/// `reviewed`) between two lines `---`, then comes Markdown.
///
/// Blocks for the files; may be used from any thread. Hidden files and other endings are left
/// alone.
public final class KnowledgeFiles {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}\\.md");
  private static final String FENCE = "---";
  private static final long MAX_BYTES = 256 << 10;
  private static final int MAX_ARTICLES = 5_000;

  private final Path directory;
  private final Set<String> areas;

  /// @param areas first level of the classification: what `area` may be
  public KnowledgeFiles(Path directory, Set<String> areas) {
    this.directory = directory;
    this.areas = new TreeSet<>(areas);
  }

  /// Reads all articles. One that is wrong does not keep the others from being read.
  public Shelf read() {
    var articles = new ArrayList<Article>();
    var errors = new ArrayList<ConfigError>();
    for (Path file : files(errors)) {
      readOne(file, errors).ifPresent(articles::add);
    }
    errors.sort(ConfigError.IN_READING_ORDER);
    return new Shelf(articles, errors);
  }

  /// What the folder looks like from outside: changes whenever a file is added, removed or written.
  public String fingerprint() {
    var text = new StringBuilder();
    for (Path file : files(new ArrayList<>())) {
      try {
        text.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
        text.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
      } catch (IOException _) {
        text.append(file.getFileName()).append(" gone\n");
      }
    }
    return text.toString();
  }

  private List<Path> files(List<ConfigError> errors) {
    try (var files = Files.list(directory)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
      if (found.size() > MAX_ARTICLES) {
        errors.add(error(directory, 0, found.size() + " articles", "at most " + MAX_ARTICLES));
      }
      return found.stream().limit(MAX_ARTICLES).toList();
    } catch (IOException _) {
      errors.add(error(directory, 0, "the folder cannot be read", "a folder of articles"));
      return List.of();
    }
  }

  private Optional<Article> readOne(Path file, List<ConfigError> errors) {
    String name = file.getFileName().toString();
    if (!NAME.matcher(name).matches()) {
      errors.add(error(file, 0, "file name", "lower-case letters, digits and '-', then .md"));
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        errors.add(error(file, 0, Files.size(file) + " bytes", "at most 256 KiB"));
        return Optional.empty();
      }
      return parse(file, Files.readString(file), errors);
    } catch (IOException _) {
      errors.add(error(file, 0, "the file cannot be read", "a text file in UTF-8"));
      return Optional.empty();
    }
  }

  private Optional<Article> parse(Path file, String text, List<ConfigError> errors) {
    List<String> lines = text.lines().toList();
    int end = lines.isEmpty() || !lines.getFirst().equals(FENCE) ? -1 : lastFence(lines);
    if (end < 0) {
      errors.add(error(file, 1, "no front matter", "title, area, ... between two lines ---"));
      return Optional.empty();
    }
    String body = String.join("\n", lines.subList(end + 1, lines.size())).strip();
    if (body.isEmpty()) {
      errors.add(error(file, end + 1, "nothing after the front matter", "the article"));
    }
    var binder = new Binder(directory, Map.of());
    // an empty line stands for the first fence, so that line numbers are those of the file
    String front = "\n" + String.join("\n", lines.subList(1, end)) + "\n";
    Optional<FrontMatter> matter = binder.text(shown(file), front, FrontMatter.class);
    matter.filter(it -> !areas.contains(it.area())).ifPresent(it -> unknownArea(it, file, binder));
    errors.addAll(binder.errors());
    String id = file.getFileName().toString().replaceAll("\\.md$", "");
    return matter
        .filter(_ -> binder.errors().isEmpty() && !body.isEmpty())
        .map(it -> new Article(id, it.title(), it.area(), it.keywords(), it.reviewed(), body));
  }

  private static int lastFence(List<String> lines) {
    int next = lines.subList(1, lines.size()).indexOf(FENCE);
    return next < 0 ? -1 : next + 1;
  }

  private void unknownArea(FrontMatter matter, Path file, Binder binder) {
    binder.report(
        binder
            .where(shown(file))
            .error(
                "area",
                "\"" + matter.area() + "\" is not an area",
                "one of " + String.join(", ", areas)));
  }

  private ConfigError error(Path file, int line, String found, String expected) {
    return new ConfigError(shown(file), line, "", found, expected);
  }

  private String shown(Path file) {
    String folder = String.valueOf(directory.getFileName());
    return file.equals(directory) ? folder : folder + "/" + file.getFileName();
  }
}

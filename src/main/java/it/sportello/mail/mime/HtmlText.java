package it.sportello.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// Makes readable text of HTML: lines, lists, quotes as `> `, and where a link goes.
final class HtmlText implements NodeVisitor {
  private static final Pattern META_CHARSET =
      Pattern.compile("(?i)<meta\\b[^>]{0,300}?\\bcharset\\s{0,5}=\\s{0,5}[\"']?([\\w.:-]{1,40})");
  private static final Set<String> SILENT = Set.of("head", "style", "script", "template", "title");
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "blockquote",
          "div",
          "dl",
          "dt",
          "dd",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tr",
          "ul");
  private static final Set<String> SPACED =
      Set.of("p", "h1", "h2", "h3", "h4", "table", "ul", "ol");
  private static final int MAX_LINK = 200;
  private static final int MAX_QUOTES = 20;

  private final StringBuilder out = new StringBuilder();
  private int silent;
  private int quotes;
  private int pre;

  private HtmlText() {}

  /// Returns the charset that HTML bytes declare of themselves; empty if they declare none.
  static String charset(byte[] html) {
    var head = new String(html, 0, Math.min(html.length, 2_048), StandardCharsets.ISO_8859_1);
    var declared = META_CHARSET.matcher(head);
    return declared.find() ? declared.group(1) : "";
  }

  static String of(String html) {
    var text = new HtmlText();
    NodeTraversor.traverse(text, Jsoup.parse(html));
    return text.out
        .toString()
        .lines()
        .map(HtmlText::withoutTrailingBlanks)
        .collect(Collectors.joining("\n"))
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  /// By hand: a pattern for blanks before a line's end takes quadratic time on many blanks.
  private static String withoutTrailingBlanks(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) <= ' ' || line.charAt(end - 1) == '\u00a0')) {
      end--;
    }
    return line.substring(0, end);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text && silent == 0) {
      append(pre > 0 ? text.getWholeText() : text.getWholeText().replaceAll("\\s+", " "));
    }
    if (!(node instanceof Element element)) {
      return;
    }
    String tag = element.normalName();
    silent += SILENT.contains(tag) ? 1 : 0;
    pre += tag.equals("pre") ? 1 : 0;
    if (BLOCKS.contains(tag)) {
      newLine();
    }
    quotes += tag.equals("blockquote") ? 1 : 0;
    switch (tag) {
      case "li" -> append("- ");
      case "hr" -> append("----");
      case "br" -> out.append('\n');
      case "td", "th" -> append(" ");
      case "img" -> append(element.attr("alt").isBlank() ? "" : "[" + element.attr("alt") + "]");
      default -> {}
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    String tag = element.normalName();
    if (tag.equals("a")) {
      link(element);
    }
    if (BLOCKS.contains(tag)) {
      newLine();
    }
    if (SPACED.contains(tag)) {
      out.append('\n');
    }
    silent -= SILENT.contains(tag) ? 1 : 0;
    pre -= tag.equals("pre") ? 1 : 0;
    quotes -= tag.equals("blockquote") ? 1 : 0;
  }

  private void link(Element element) {
    String to = element.attr("href").strip();
    boolean web = to.startsWith("http://") || to.startsWith("https://");
    if (web && to.length() <= MAX_LINK && !to.contains(element.text().strip())) {
      append(" (" + to + ")");
    }
  }

  private void append(String text) {
    if (silent > 0 || text.isEmpty()) {
      return;
    }
    boolean lineStart = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    String shown = lineStart && pre == 0 ? text.stripLeading() : text;
    if (lineStart && !shown.isEmpty()) {
      out.append("> ".repeat(Math.min(quotes, MAX_QUOTES)));
    }
    out.append(shown);
  }

  private void newLine() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }
}

package it.sportello.knowledge.files;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/// Markdown (CommonMark with tables) as safe HTML or as plain text. May be used from any thread.
public final class MarkdownText {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
          .omitSingleParagraphP(false)
          .build();

  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder()
          .extensions(EXTENSIONS)
          .lineBreakRendering(LineBreakRendering.COMPACT)
          .build();

  /// Returns HTML that may be inserted into a page: tags written in the Markdown show as text,
  /// links lead to http, https, mailto or relative addresses only.
  public static String html(String markdown) {
    return HTML.render(PARSER.parse(markdown));
  }

  /// Returns the words without any markup; a link is followed by its address.
  public static String plain(String markdown) {
    return TEXT.render(PARSER.parse(markdown));
  }

  private MarkdownText() {}
}

package it.sportello.mail.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// Makes the HTML of a message fit to be shown: an allow-list of tags and attributes, no script, no
/// style, nothing that loads from elsewhere.
public final class HtmlCleaner {
  private static final int MAX_SIGNS = 1 << 20;
  private static final String DATA_IMAGE = "(?is)^data:image/(png|jpe?g|gif|webp);base64,.*";

  /// What may be shown.
  ///
  /// @param html a fragment for the inside of an element of ours
  /// @param blockedImages how many images from elsewhere were left out
  public record Cleaned(String html, int blockedImages) {}

  /// Cleans a body as it was received.
  ///
  /// @param imageOf gives the address an inline image (`cid:`, without that prefix) is shown from
  public static Cleaned clean(String html, Function<String, Optional<String>> imageOf) {
    String bounded = html.length() <= MAX_SIGNS ? html : html.substring(0, MAX_SIGNS);
    Document document = Jsoup.parse(bounded);
    int blocked = images(document, imageOf);
    Document clean = new Cleaner(allowed()).clean(document);
    for (Element link : clean.select("a[href]")) {
      link.attr("rel", "noopener noreferrer nofollow").attr("target", "_blank");
    }
    clean.outputSettings().prettyPrint(false);
    return new Cleaned(clean.body().html(), blocked);
  }

  /// Decides on images before the allow-list runs, which then lets every `src` of ours through.
  private static int images(Document document, Function<String, Optional<String>> imageOf) {
    int blocked = 0;
    for (Element image : document.select("img")) {
      String from = image.attr("src").strip();
      image.removeAttr("src");
      if (from.toLowerCase(Locale.ROOT).startsWith("cid:")) {
        imageOf.apply(from.substring("cid:".length())).ifPresent(src -> image.attr("src", src));
      } else if (from.matches(DATA_IMAGE)) {
        image.attr("src", from);
      } else if (!from.isEmpty()) {
        image.replaceWith(placeholder(image.attr("alt")));
        blocked++;
      }
    }
    return blocked;
  }

  private static Element placeholder(String alt) {
    String said = alt.isBlank() ? "" : ": " + alt.strip();
    return new Element("em")
        .text("[immagine esterna non caricata / external image not loaded" + said + "]");
  }

  private static Safelist allowed() {
    return Safelist.relaxed()
        .addTags("center", "del", "font", "hr", "ins", "s", "tt")
        .addAttributes("font", "color")
        .addAttributes("table", "border", "cellpadding", "cellspacing", "align")
        .addAttributes("td", "align", "valign", "bgcolor")
        .addAttributes("th", "align", "valign", "bgcolor")
        .removeProtocols("a", "href", "ftp")
        .addProtocols("a", "href", "tel")
        // what is left in src was put there by images(): our own addresses are relative
        .removeProtocols("img", "src", "http", "https")
        .removeAttributes("blockquote", "cite")
        .removeAttributes("q", "cite");
  }

  private HtmlCleaner() {}
}

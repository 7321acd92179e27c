package it.sportello.knowledge.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Makes singular and plural of four- and five-letter words alike: `rata` and `rate` both become
/// `rat_`. Lucene's light stemmer leaves words under six letters as they are.
///
/// A sign stands for the last vowel, so that `tari` does not become the court `TAR`.
final class ShortWordFilter extends TokenFilter {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 5;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  ShortWordFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    int last = term.length() - 1;
    if (term.length() >= SHORTEST
        && term.length() <= LONGEST
        && "aeio".indexOf(term.charAt(last)) >= 0) {
      term.buffer()[last] = '_';
    }
    return true;
  }
}

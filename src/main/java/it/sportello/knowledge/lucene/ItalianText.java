package it.sportello.knowledge.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/// Splits Italian text into words: without elided articles, in lower case, without accents; either
/// as written, or as stems without the words that carry no meaning.
final class ItalianText extends Analyzer {
  private static final CharArraySet ELIDED =
      new CharArraySet(
          List.of(
              "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl",
              "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d", "quest", "quell", "com",
              "dov"),
          true);

  /// What operators type around the words that matter.
  private static final List<String> SMALL_TALK =
      List.of(
          "perche",
          "perché",
          "puo",
          "può",
          "quanto",
          "quanta",
          "quanti",
          "quando",
          "qual",
          "quale",
          "quali",
          "devo",
          "deve",
          "devono",
          "posso",
          "possono",
          "fare",
          "faccio",
          "fa",
          "serve",
          "servono",
          "vuole",
          "vorrebbe",
          "vorrei",
          "cittadino",
          "utente",
          "signora",
          "signore",
          "buongiorno",
          "salve",
          "grazie",
          "ente",
          "già",
          "gia",
          "senza",
          "ancora",
          "chiede");

  private static final CharArraySet STOP = stop();

  private final boolean stemmed;

  private ItalianText(boolean stemmed) {
    this.stemmed = stemmed;
  }

  /// Words as written.
  static ItalianText words() {
    return new ItalianText(false);
  }

  /// Stems of the words that carry meaning.
  static ItalianText stems() {
    return new ItalianText(true);
  }

  private static CharArraySet stop() {
    var all = new CharArraySet(ItalianAnalyzer.getDefaultStopSet(), true);
    all.addAll(SMALL_TALK);
    return CharArraySet.unmodifiableSet(all);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var tokenizer = new StandardTokenizer();
    TokenStream stream = new LowerCaseFilter(new ElisionFilter(tokenizer, ELIDED));
    if (stemmed) {
      stream = new StopFilter(stream, STOP);
    }
    stream = new ASCIIFoldingFilter(stream);
    return new TokenStreamComponents(
        tokenizer, stemmed ? new ItalianLightStemFilter(new ShortWordFilter(stream)) : stream);
  }

  /// Returns the words of a text, in order.
  List<String> split(String text) {
    var words = new ArrayList<String>();
    try (TokenStream stream = tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return words;
  }
}

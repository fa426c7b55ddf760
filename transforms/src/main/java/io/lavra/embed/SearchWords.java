package io.lavra.embed;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Words without case and accents. An identifier is found whole and by its parts: {@code
 * stockPolicy}, {@code stock_policy} and {@code io.lavra.Stock} are all found by {@code stock}.
 */
final class SearchWords extends Analyzer {
  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer words = new StandardTokenizer();
    return new TokenStreamComponents(words, new Parts(words));
  }

  private static final class Parts extends TokenFilter {
    private static final String BETWEEN_PARTS =
        "[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})";

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final Deque<String> parts = new ArrayDeque<>();

    Parts(TokenStream words) {
      super(words);
    }

    @Override
    public boolean incrementToken() throws java.io.IOException {
      if (!parts.isEmpty()) {
        term.setEmpty().append(parts.removeFirst());
        step.setPositionIncrement(0);
        return true;
      }
      if (!input.incrementToken()) {
        return false;
      }
      String word = Normalizer.normalize(term, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
      String[] split = word.split(BETWEEN_PARTS);
      for (int i = 0; i < split.length && split.length > 1; i++) {
        if (!split[i].isEmpty()) {
          parts.addLast(split[i].toLowerCase(Locale.ROOT));
        }
      }
      term.setEmpty().append(word.toLowerCase(Locale.ROOT));
      return true;
    }

    @Override
    public void reset() throws java.io.IOException {
      super.reset();
      parts.clear();
    }
  }
}

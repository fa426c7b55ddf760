package io.lavra.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into passages of about so many words at the ends of paragraphs and sentences. Each
 * passage repeats the last sentences of the one before it, so that a thought cut in two is whole in
 * one of them. Every word of the text is in some passage, and each passage is a verbatim part of
 * the text.
 *
 * @param words the most words a passage has, weighed as a text model reads them: a mark of
 *     punctuation counts as one, and a word of more than {@value #LONG_WORD} letters once per that
 *     many
 * @param overlap the most words repeated from the passage before; less than {@code words}
 */
record Passages(int words, int overlap) {
  static final int LONG_WORD = 12;

  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n\\h*+\\n");

  /** A piece of the text that is not cut further: a sentence, or part of a long one. */
  private record Piece(int start, int end, int words) {}

  List<String> of(String text) {
    List<String> passages = new ArrayList<>();
    List<Piece> current = new ArrayList<>();
    int size = 0;
    for (Piece piece : pieces(text)) {
      if (!current.isEmpty() && size + piece.words() > words) {
        passages.add(passage(text, current));
        current = repeated(current, words - piece.words());
        size = current.stream().mapToInt(Piece::words).sum();
      }
      current.add(piece);
      size += piece.words();
    }
    if (!current.isEmpty()) {
      passages.add(passage(text, current));
    }
    return passages;
  }

  static int countWords(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  private List<Piece> repeated(List<Piece> before, int room) {
    int first = before.size();
    int size = 0;
    while (first > 1 && size + before.get(first - 1).words() <= Math.min(overlap, room)) {
      size += before.get(--first).words();
    }
    return new ArrayList<>(before.subList(first, before.size()));
  }

  private static String passage(String text, List<Piece> pieces) {
    return text.substring(pieces.get(0).start(), pieces.get(pieces.size() - 1).end()).strip();
  }

  private List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (Matcher end = PARAGRAPH_END.matcher(text); end.find(); start = end.end()) {
      addSentences(text, start, end.end(), pieces);
    }
    addSentences(text, start, text.length(), pieces);
    return pieces;
  }

  private void addSentences(String text, int start, int end, List<Piece> pieces) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text.substring(start, end));
    int from = sentences.first();
    for (int to = sentences.next(); to != BreakIterator.DONE; from = to, to = sentences.next()) {
      addWords(text, start + from, start + to, pieces);
    }
  }

  /** A sentence is one piece where it fits in a passage, else it is cut between words. */
  private void addWords(String text, int start, int end, List<Piece> pieces) {
    Matcher word = WORD.matcher(text).region(start, end);
    int from = start;
    int size = 0;
    while (word.find()) {
      int weight = weight(text, word.start(), word.end());
      if (size > 0 && size + weight > words) {
        pieces.add(new Piece(from, word.start(), size));
        from = word.start();
        size = 0;
      }
      size += weight;
    }
    if (size > 0) {
      pieces.add(new Piece(from, end, size));
    }
  }

  private static int weight(String text, int start, int end) {
    int weight = 0;
    int letters = 0;
    for (int i = start; i < end; i++) {
      letters = Character.isLetterOrDigit(text.charAt(i)) ? letters + 1 : 0;
      weight += letters == 0 || letters % LONG_WORD == 1 ? 1 : 0;
    }
    return weight;
  }
}

package io.lavra.source.documents;

/** Collects the words of one block, up to the limit. */
record DocumentWords(StringBuilder words) implements Appendable {
  @Override
  public Appendable append(CharSequence text) {
    return append(text, 0, text.length());
  }

  @Override
  public Appendable append(CharSequence text, int start, int end) {
    DocumentOutline.requireRoom((long) words.length() + end - start);
    words.append(text, start, end);
    return this;
  }

  @Override
  public Appendable append(char c) {
    return append(String.valueOf(c));
  }
}

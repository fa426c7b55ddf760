package io.lavra.table.reading;

/**
 * An array whose elements are read one by one; all of them must be right.
 *
 * @param json whether it is the text of a JSON array: strings are decoded, other elements are read
 *     as they are written, and null is null
 */
record ArrayReading(Reading element, boolean json) implements Reading {
  static ArrayReading ofTexts(Reading element) {
    return new ArrayReading(element, true);
  }

  static ArrayReading ofArrays(Reading element) {
    return new ArrayReading(element, false);
  }

  @Override
  public String value(Text text) {
    return "list_transform(%s, lambda e: %s)"
        .formatted(elements(text.clean()), element.rightValue(Text.of("e")));
  }

  /** The values of a JSON array know their kind, those of DuckDB's the text of their numbers. */
  private String elements(String array) {
    if (!json) {
      return array;
    }
    String pairs =
        "list_zip(json_extract(%1$s, '$[*]'), TRY_CAST(%1$s AS VARCHAR[]))".formatted(array);
    return """
        CASE WHEN json_valid(%1$s) AND starts_with(%1$s, '[') THEN \
        CASE WHEN len(TRY_CAST(%1$s AS VARCHAR[])) = json_array_length(%1$s) THEN list_transform(%2$s, lambda p: CASE json_type(p[1]) WHEN 'VARCHAR' THEN json_extract_string(p[1], '$') \
        WHEN 'NULL' THEN NULL ELSE p[2] END) END END"""
        .formatted(array, pairs);
  }

  @Override
  public String isRight(Text text, String value) {
    return "%s = %s".formatted(nulls(value), nulls(elements(text.clean())));
  }

  private static String nulls(String array) {
    return "len(list_filter(%s, lambda x: x IS NULL))".formatted(array);
  }
}

package io.lavra.source.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.lavra.source.LandingLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of the objects at the beginning of a JSON text. */
final class JsonKeys {
  private static final int SAMPLE_CHARACTERS = 1 << 18;

  /** DuckDB reads {@code NaN} and {@code Infinity} too, as Python writes them. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private JsonKeys() {}

  /** In order of appearance; what is broken or cut off is passed over, ingestion deals with it. */
  static List<String> of(BufferedReader text, boolean lines) throws IOException {
    char[] sample = new char[SAMPLE_CHARACTERS];
    int length = 0;
    for (int n = 0; n >= 0 && length < sample.length; length += Math.max(n, 0)) {
      n = text.read(sample, length, sample.length - length);
    }
    String beginning = new String(sample, 0, length);
    Set<String> keys = new LinkedHashSet<>();
    if (lines) {
      beginning.lines().forEach(line -> collect(line, false, keys));
    } else {
      collect(beginning, length == sample.length, keys);
    }
    // DuckDB's statements end at this character.
    return keys.stream()
        .filter(key -> key.indexOf(0) < 0 && key.length() <= LandingLimits.NAME)
        .toList();
  }

  /**
   * Adds the keys of the objects in a text.
   *
   * @param cut whether an object that does not end counts too
   */
  private static void collect(String text, boolean cut, Set<String> keys) {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      for (@Nullable JsonToken token = parser.nextToken();
          token != null;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          found.clear();
          objectKeys(parser, found);
          keys.addAll(found);
        }
      }
    } catch (IOException e) {
      if (cut) {
        keys.addAll(found);
      }
    }
  }

  private static void objectKeys(JsonParser parser, List<String> found) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      found.add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
  }
}

package io.lavra.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A named transform over tables.
 *
 * @param name what {@link io.lavra.table.TableTransform#name} answers
 * @param inputs tables, by the names the transform gives them
 * @param with its configuration: strings, numbers, booleans, lists and maps of these
 */
public record Transformed(String name, SortedMap<String, String> inputs, Map<String, Object> with)
    implements Definition {
  public Transformed {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
  }
}

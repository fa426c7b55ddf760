package io.lavra.words;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where something is written.
 *
 * @param file relative to the lake folder
 * @param line counted from 1; 0 where the whole file or folder is meant
 */
public record Place(Path file, int line) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing((Place place) -> place.name()).thenComparingInt(Place::line);

  /** Reads what {@link #toString} wrote of a place with a line. */
  public static Place parse(String written) {
    int colon = written.lastIndexOf(':');
    return new Place(
        Path.of(written.substring(0, colon)), Integer.parseInt(written.substring(colon + 1)));
  }

  /** The file with forward slashes, on any system. */
  public String name() {
    return file.toString().replace('\\', '/');
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line == 0 ? name() : name() + ":" + line;
  }
}

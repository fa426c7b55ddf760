package io.lavra.lake.delta;

import io.lavra.lake.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Paths as Delta's log spells them: URL-encoded and relative to the table, or absolute. */
final class DeltaPath {
  private static final String PLAIN = "-_.~/=";

  private DeltaPath() {}

  static String encode(String path) {
    StringBuilder text = new StringBuilder();
    for (byte value : path.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (value & 0xff);
      if (isPlain(letter)) {
        text.append(letter);
      } else {
        text.append("%%%02X".formatted((int) letter));
      }
    }
    return text.toString();
  }

  /**
   * The path below the table's root; a file that lies elsewhere keeps the absolute path that the
   * log gives it, which no storage of the table will open.
   */
  static String decode(String logged, Location root) {
    try {
      URI uri = new URI(logged);
      String path = uri.getPath();
      if (path == null) {
        return logged;
      }
      if (uri.getScheme() == null && !path.startsWith("/")) {
        return path;
      }
      return belowRoot(uri, path, root).orElse(logged);
    } catch (URISyntaxException notEncoded) {
      return logged;
    }
  }

  private static Optional<String> belowRoot(URI uri, String path, Location root) {
    String place =
        uri.getAuthority() == null ? "file:" + path : "s3://" + uri.getAuthority() + path;
    String folder = root.uri() + "/";
    return place.startsWith(folder)
        ? Optional.of(place.substring(folder.length()))
        : Optional.empty();
  }

  private static boolean isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || PLAIN.indexOf(letter) >= 0;
  }
}

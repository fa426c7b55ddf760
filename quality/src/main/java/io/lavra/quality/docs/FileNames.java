package io.lavra.quality.docs;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names of the site's files, whatever the tables are called. */
final class FileNames {
  private FileNames() {}

  /** A table's page, relative to the site. */
  static String table(String name) {
    return "tables/" + safe(name) + ".html";
  }

  /** The name itself where it is plain; otherwise its plain letters and a hash of it. */
  static String safe(String name) {
    if (name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)?") && name.length() <= 150) {
      return name;
    }
    String plain = name.replaceAll("[^a-z0-9_.]+", "-");
    return plain.substring(0, Math.min(40, plain.length())) + "-" + hash(name);
  }

  private static String hash(String name) {
    byte[] hash =
        com.google.common.hash.Hashing.sha256().hashString(name, StandardCharsets.UTF_8).asBytes();
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}

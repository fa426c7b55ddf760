package io.lavra.plan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.lavra.project.Lake;
import io.lavra.project.Macro;
import io.lavra.project.Query;
import java.nio.charset.StandardCharsets;

/** Hashes of what defines a table: when one changes, the table is built anew. */
final class Definitions {
  /** Raised when the same definition would give other rows than before. */
  private static final String CODE_VERSION = "2";

  private Definitions() {}

  static String hash(Lake lake, Blueprint blueprint) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, CODE_VERSION);
    put(hasher, lake.timezone().getId());
    put(hasher, blueprint.table().canonical());
    blueprint.prepared().ifPresent(prepared -> put(hasher, prepared.codeVersion()));
    if (blueprint.table().definition() instanceof Query) {
      for (Macro macro : lake.macros()) {
        put(hasher, macro.sql());
      }
    }
    return hasher.hash().toString().substring(0, 16);
  }

  private static void put(Hasher hasher, String text) {
    hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
  }
}

package io.lavra.plan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.Conform;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Lake;
import io.lavra.project.Macro;
import io.lavra.project.Query;
import io.lavra.source.documents.IngestDocuments;
import io.lavra.source.files.IngestFiles;
import io.lavra.source.git.IngestRepository;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Hashes of what defines a table's rows: the table file without its descriptions, and what Lavra
 * makes of it. When one changes, the table is built anew.
 */
final class Definitions {
  private Definitions() {}

  /**
   * @param tables the versions of the tables that it reads
   */
  static String hash(Lake lake, Blueprint blueprint, Map<String, TableVersion> tables) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, lake.timezone().getId());
    put(hasher, blueprint.table().canonical());
    if (blueprint.table().definition() instanceof FilesSource) {
      put(hasher, IngestFiles.CODE_VERSION);
    } else if (blueprint.table().definition() instanceof GitSource) {
      put(hasher, IngestRepository.CODE_VERSION);
    } else if (blueprint.table().definition() instanceof DocumentsSource) {
      put(hasher, IngestDocuments.CODE_VERSION);
    } else if (blueprint.table().definition() instanceof Conform conform) {
      put(hasher, statement(lake, blueprint, Optional.ofNullable(tables.get(conform.from()))));
    } else if (blueprint.table().definition() instanceof Query) {
      for (Macro macro : lake.macros()) {
        put(hasher, macro.sql());
      }
    }
    blueprint.prepared().ifPresent(prepared -> put(hasher, prepared.codeVersion()));
    return hasher.hash().toString().substring(0, 16);
  }

  /** What conforms a table: code that is mended makes another, and with it other rows. */
  private static String statement(Lake lake, Blueprint blueprint, Optional<TableVersion> source) {
    return source
        .flatMap(
            version ->
                blueprint
                    .conform()
                    .flatMap(
                        steps ->
                            steps.statement(
                                version.schema(), blueprint.name(), lake.timezone().getId())))
        .orElse("");
  }

  private static void put(Hasher hasher, String text) {
    hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
  }
}

package io.lavra.table.duckdb;

import io.lavra.lake.DataFile;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.parquet.ParquetCheck;
import io.lavra.lake.storage.Storage;
import io.lavra.table.DamagedFileException;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The files of tables that a step reads. One that is not as its log says is told by name. */
final class FetchedFiles {
  /** How DuckDB speaks of files; what it says of values and statements begins otherwise. */
  private static final Pattern OF_FILES =
      Pattern.compile(
          "(?s)(IO|Invalid|Invalid Input|Serialization|INTERNAL|FATAL) Error.*|.*(Parquet|ZSTD|Snappy|TProtocol).*");

  private record Fetched(String table, DataFile file) {}

  private final Map<Path, Fetched> files = new LinkedHashMap<>();

  /** The file on this machine; throws {@link TableException} if it is missing, or cut. */
  Path fetch(Shard shard, DataFile file, Path scratch) throws IOException {
    Path here;
    try {
      here = Storage.at(shard.folder()).fetch(file.path(), scratch);
    } catch (NoSuchFileException gone) {
      throw damaged(shard.table(), file, "is missing", gone);
    }
    if (!Files.isReadable(here)) {
      throw new AccessDeniedException(here.toString());
    }
    Optional<String> otherSize = file.otherSize(Files.size(here));
    if (otherSize.isPresent()) {
      // Of a file: what does not change by trying again.
      IOException cause = new FileSystemException(file.path(), null, otherSize.get());
      throw damaged(shard.table(), file, otherSize.get(), cause);
    }
    files.put(here, new Fetched(shard.table(), file));
    return here;
  }

  /** The file that made a statement fail; empty if it was none. */
  Optional<TableException> blamed(String message, Exception failure) {
    if (files.isEmpty() || !OF_FILES.matcher(message).matches()) {
      return Optional.empty();
    }
    return blamed(failure, (file, here) -> ParquetCheck.problem(here, false))
        .or(() -> blamed(failure, (file, here) -> ParquetCheck.problem(here, true)))
        .or(() -> blamed(failure, FetchedFiles::otherContent));
  }

  private Optional<TableException> blamed(
      Exception failure, BiFunction<DataFile, Path, Optional<String>> check) {
    for (Map.Entry<Path, Fetched> file : files.entrySet()) {
      Optional<String> problem = check.apply(file.getValue().file(), file.getKey());
      if (problem.isPresent()) {
        Fetched fetched = file.getValue();
        return Optional.of(damaged(fetched.table(), fetched.file(), problem.get(), failure));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> otherContent(DataFile file, Path here) {
    try {
      return file.otherContent(here);
    } catch (IOException e) {
      return Optional.of("cannot be read: " + IoFailure.words(e));
    }
  }

  private static TableException damaged(
      String table, DataFile file, String problem, Exception cause) {
    return new DamagedFileException(
        "%1$s is damaged: its file %2$s %3$s. Heal it with lavra repair %1$s."
            .formatted(table, file.path(), problem),
        cause);
  }
}

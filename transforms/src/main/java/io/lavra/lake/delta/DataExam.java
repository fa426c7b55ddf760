package io.lavra.lake.delta;

import io.lavra.lake.Checksum;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.parquet.ParquetCheck;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at data files: whether each is there, as long as its log says, and whole. */
final class DataExam {
  /** How far a look goes. */
  enum Depth {
    /** Whether it is there, and its size. */
    SIZE,
    /** Its footer too, where the file lies on this machine. */
    FOOTER,
    /** All of its bytes. */
    BYTES
  }

  private final Location root;
  private final Storage storage;
  private final Depth depth;
  private final Map<String, Storage.Stored> there = new TreeMap<>();
  private final Map<String, Optional<String>> known = new HashMap<>();

  private DataExam(Location root, Storage storage, Depth depth) {
    this.root = root;
    this.storage = storage;
    this.depth = depth;
  }

  static DataExam of(Location root, Storage storage, Depth depth) throws IOException {
    DataExam exam = new DataExam(root, storage, depth);
    for (Storage.Stored file : storage.list("")) {
      exam.there.put(file.path(), file);
    }
    return exam;
  }

  /** The files in the table's folder. */
  Map<String, Storage.Stored> there() {
    return there;
  }

  /** What is wrong with a file, as the end of a sentence; empty if nothing is. */
  Optional<String> problem(DataFile file) throws IOException {
    Optional<String> problem = known.get(file.path());
    if (problem == null) {
      problem = look(file);
      known.put(file.path(), problem);
    }
    return problem;
  }

  private Optional<String> look(DataFile file) throws IOException {
    if (file.path().startsWith("/") || file.path().contains("://")) {
      return Optional.empty(); // another writer's, elsewhere
    }
    Storage.Stored found = there.get(file.path());
    if (found == null) {
      return Optional.of("is missing");
    }
    Optional<String> otherSize = file.otherSize(found.bytes());
    if (otherSize.isPresent()) {
      return otherSize;
    }
    if (depth == Depth.BYTES && !file.checksum().isEmpty()) {
      return file.otherContent(checksum(file.path()));
    }
    if (depth == Depth.BYTES || (depth == Depth.FOOTER && root.isLocal())) {
      try (ScratchFolder scratch = ScratchFolder.temporary()) {
        return ParquetCheck.problem(
            storage.fetch(file.path(), scratch.path()), depth == Depth.BYTES);
      }
    }
    return Optional.empty();
  }

  private String checksum(String path) throws IOException {
    try (InputStream bytes = storage.open(path)) {
      return Checksum.of(bytes);
    }
  }
}

package io.lavra.lake.io;

import java.nio.file.Path;
import java.util.Optional;

/** What Lavra uses a folder of this machine for, and how the user names another. */
enum FolderUse {
  SCRATCH("scratch", "name another folder with --set scratch=FOLDER"),
  TEMPORARY("temporary files", "name another folder with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"),
  TABLES("tables", "keep the tables elsewhere, with root in lake.yaml"),
  OTHER("files", "name a folder on another disk");

  /** What is kept there. */
  final String files;

  /** What the user can do, as the end of a sentence. */
  final String elsewhere;

  FolderUse(String files, String elsewhere) {
    this.files = files;
    this.elsewhere = elsewhere;
  }

  /** As far as the path tells it; tables are known to their storage only. */
  static FolderUse of(Path file) {
    if (TemporaryFiles.has(file)) {
      return TEMPORARY;
    }
    return ProcessScratch.rootOf(file).isPresent() ? SCRATCH : OTHER;
  }

  /** The folder that the user named, for a file below it. */
  static Path folder(Path file) {
    return ProcessScratch.rootOf(file).or(() -> Optional.ofNullable(file.getParent())).orElse(file);
  }
}

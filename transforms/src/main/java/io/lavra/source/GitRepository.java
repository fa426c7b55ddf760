package io.lavra.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Opens local repositories for reading only. */
final class GitRepository {
  static {
    SystemReader.setInstance(new WithoutMachineConfiguration(SystemReader.getInstance()));
  }

  private GitRepository() {}

  /** Opens the repository at or above a folder. */
  static Repository open(Path folder) throws IOException {
    File start = folder.toAbsolutePath().normalize().toFile();
    if (!start.isDirectory()) {
      throw new IllegalArgumentException(
          "There is no folder %s. Name the folder of a git repository.".formatted(folder));
    }
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(start);
    if (builder.getGitDir() == null) {
      throw new IllegalArgumentException(
          "There is no git repository at or above %s. Name a folder inside a clone."
              .formatted(folder));
    }
    return builder.setMustExist(true).build();
  }

  /** The commit a ref, tag or (abbreviated) id stands for. */
  static RevCommit commit(Repository repository, RevWalk walk, String ref) throws IOException {
    try {
      ObjectId id = repository.resolve(ref + "^{commit}");
      if (id != null) {
        return walk.parseCommit(id);
      }
    } catch (RevisionSyntaxException e) {
      throw unknown(ref, repository, e);
    }
    throw unknown(ref, repository, null);
  }

  private static IllegalArgumentException unknown(
      String ref, Repository repository, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "No commit is called \"%s\" in %s. Name a branch, a tag or a commit id that exists there."
            .formatted(ref, repository.getDirectory()),
        cause);
  }

  /**
   * JGit looks for the machine's configuration by running {@code git}, and writes down what it
   * measures of the file system. What a table holds must depend on the repository alone.
   */
  private static final class WithoutMachineConfiguration extends SystemReader.Delegate {
    WithoutMachineConfiguration(SystemReader reader) {
      super(reader);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new Nothing(parent, fs);
    }
  }

  private static final class Nothing extends FileBasedConfig {
    Nothing(Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * How fine the file system's times are: else JGit measures it, for seconds, with files that it
     * writes beside the repository's. A coarse answer only makes it look at a file once more.
     */
    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit unit) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? unit.convert(2, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}

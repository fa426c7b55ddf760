package io.lavra.source.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Opens local repositories for reading only. */
final class GitRepository {
  static {
    SystemReader.setInstance(new WithoutMachineConfiguration(SystemReader.getInstance()));
  }

  private GitRepository() {}

  /** Opens the repository at or above a folder, once all of its files have been looked at. */
  static Repository open(Path folder) throws IOException {
    GitFolder found = GitFolder.find(folder);
    File[] alternates =
        GitInspection.inspect(found).stream().map(Path::toFile).toArray(File[]::new);
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder() {
          @Override
          public File[] getAlternateObjectDirectories() {
            return alternates;
          }
        };
    builder.setFS(new WithoutConfiguration()).setGitDir(found.git().toFile()).setBare().setup();
    return new Checked(builder);
  }

  /** A repository whose objects are what they are called. */
  private static final class Checked extends FileRepository {
    private final List<ObjectDirectory> places = new ArrayList<>();
    private final GitDeltas deltas = new GitDeltas(places);

    Checked(FileRepositoryBuilder builder) throws IOException {
      super(builder);
      places.add(getObjectDatabase());
      for (File objects : builder.getAlternateObjectDirectories()) {
        places.add(new ObjectDirectory(new Config(), objects, new File[0], getFS(), null));
      }
    }

    @Override
    public ObjectReader newObjectReader() {
      return new GitObjects(super.newObjectReader(), deltas, getDirectory().toPath());
    }

    @Override
    public void close() {
      super.close();
      places.stream().skip(1).forEach(ObjectDirectory::close);
      deltas.close();
    }
  }

  /** The commit a ref, tag or (abbreviated) id stands for. */
  static RevCommit commit(Repository repository, RevWalk walk, String ref) throws IOException {
    try {
      boolean absent = ObjectId.isId(ref) && !walk.getObjectReader().has(ObjectId.fromString(ref));
      ObjectId id = absent ? null : repository.resolve(ref + "^{commit}");
      if (id != null) {
        return walk.parseCommit(id);
      }
    } catch (AmbiguousObjectException | IncorrectObjectTypeException | RuntimeException e) {
      throw unknown(ref, repository);
    }
    Path git = repository.getDirectory().toPath();
    Optional<GitException> defect = new GitRefs(new GitFolder(git, git)).defect(ref);
    throw defect.isPresent() ? defect.get() : unknown(ref, repository);
  }

  private static GitException unknown(String ref, Repository repository) {
    return GitException.none(
        "No commit is called \"%s\" in %s. Name a branch, a tag or a commit id that exists there."
            .formatted(ref, repository.getDirectory()));
  }

  /**
   * Finds no {@code config} in any repository: it could include files from anywhere, and nothing in
   * it matters for what a commit holds. {@link GitFormat} has read what does.
   */
  private static final class WithoutConfiguration extends FS_POSIX {
    @Override
    public File resolve(File folder, String name) {
      // HEAD is a file, so that nothing can be below it.
      return super.resolve(folder, name.equals(Constants.CONFIG) ? "HEAD/config" : name);
    }

    @Override
    public FS newInstance() {
      return new WithoutConfiguration();
    }
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
    private static final long YEARS_50 = 50 * 365;

    Nothing(Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * How fine the file system's times are, which JGit else measures, for seconds, with files that
     * it writes beside the repository's. Less than nothing: no file is taken for one that may have
     * changed within its time. JGit looks for packs again as long as it thinks so, and with a
     * damaged pack that never ends. Nothing is lost, as each reading opens the repository anew.
     */
    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit unit) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? -unit.convert(YEARS_50, TimeUnit.DAYS)
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

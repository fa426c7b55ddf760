package io.lavra.source.git;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/**
 * Whether a repository is kept in a format that can be read, which its {@code config} says. Nothing
 * else in that file matters, and what it includes is not read.
 */
final class GitFormat {
  private static final int LARGEST = 1 << 20;
  private static final String EXTENSIONS = "extensions";

  /** Extensions that change nothing for those who read a branch's objects. */
  private static final Set<String> HARMLESS =
      Set.of("noop", "preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees");

  private final GitFolder folder;
  private final Config config;

  private GitFormat(GitFolder folder, Config config) {
    this.folder = folder;
    this.config = config;
  }

  static void require(GitFolder folder) throws IOException {
    Config config = new Config();
    try {
      config.fromText(folder.text("config", LARGEST).orElse(""));
    } catch (ConfigInvalidException | IllegalArgumentException e) {
      throw GitException.of(folder.git(), "its config is not written as git writes it", "Mend it");
    }
    new GitFormat(folder, config).require();
  }

  private void require() throws GitException {
    String version = config.getString("core", null, "repositoryformatversion");
    if (version != null && !Set.of("0", "1").contains(version.strip())) {
      throw unknown("the repository format \"%s\" is not known".formatted(version));
    }
    for (String extension : config.getNames(EXTENSIONS)) {
      require(extension.toLowerCase(Locale.ROOT), "1".equals(version));
    }
  }

  private void require(String extension, boolean counts) throws GitException {
    String value = String.valueOf(config.getString(EXTENSIONS, null, extension));
    if (extension.equals("objectformat")) {
      requireValue(value, "sha1", "its objects have %s names, and only SHA-1 is read", "sha1");
    } else if (extension.equals("refstorage")) {
      requireValue(value, "files", "its branches are kept as %s, and only files are read", "files");
    } else if (counts && !HARMLESS.contains(extension)) {
      throw unknown("the extension \"%s\" is not known".formatted(extension));
    }
  }

  private void requireValue(String value, String known, String problem, String format)
      throws GitException {
    if (!value.equalsIgnoreCase(known)) {
      String option = known.equals("sha1") ? "git init --object-format=" : "git init --ref-format=";
      throw GitException.of(
          folder.git(),
          problem.formatted(value),
          "Make a copy with %s%s, and fetch its branches into it".formatted(option, format));
    }
  }

  private GitException unknown(String problem) {
    return GitException.of(
        folder.git(), problem, "Clone it anew with the settings that git has by itself");
  }
}

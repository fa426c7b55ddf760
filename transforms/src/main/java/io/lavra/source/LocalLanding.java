package io.lavra.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Landing files of a folder of this machine. Only folders that the pattern can match are listed.
 * What the pattern matches and is no file inside the landing folder, or has a name that cannot be
 * written down, is listed as kept back, and never opened.
 */
final class LocalLanding {
  private static final String UNFINISHED = ".tmp-";

  private final LandingFolder landing;
  private final Glob glob;
  private final Path root;
  private final Path real;
  private final List<LandingFile> found = new ArrayList<>();

  private LocalLanding(LandingFolder landing) throws IOException {
    this.landing = landing;
    this.glob = new Glob(landing.glob());
    this.root = landing.folder().path();
    this.real = root.toRealPath();
  }

  /** The files by name; none where there is no such folder. */
  static List<LandingFile> files(LandingFolder landing) throws IOException {
    if (!Files.isDirectory(landing.folder().path())) {
      new Glob(landing.glob()); // it is to be right nevertheless
      return List.of();
    }
    return new LocalLanding(landing).list();
  }

  private List<LandingFile> list() throws IOException {
    for (Path entry : entries(root)) {
      look(entry, "", glob.start());
    }
    found.sort(Comparator.comparing(LandingFile::path));
    return List.copyOf(found);
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  /**
   * @param above the path of the entry's folder, with a slash at its end
   */
  private void look(Path entry, String above, Glob.At at) throws IOException {
    FileName name = FileName.of(entry);
    Glob.At file = at.then(name.text());
    Glob.At folder = file.then("/");
    if (name.text().startsWith(UNFINISHED) || !file.isMatch() && folder.isLost()) {
      return;
    }
    String path = above + name.text();
    try {
      BasicFileAttributes is =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean isFolder = Files.isDirectory(entry);
      if (isFolder ? folder.isLost() : !file.isMatch()) {
        return;
      }
      if (!name.isWritable()) {
        keepBack(isFolder ? path + "/" : path, LandingProblem.name(name.bytes()));
      } else if (is.isSymbolicLink()) {
        follow(entry, path);
      } else if (isFolder) {
        enter(entry, path + "/", folder);
      } else {
        add(path, is);
      }
    } catch (NoSuchFileException vanished) {
      return;
    }
  }

  private void enter(Path folder, String path, Glob.At at) throws IOException {
    List<Path> entries;
    try {
      entries = entries(folder);
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      return;
    } catch (IOException e) {
      keepBack(path, LandingProblem.unlisted(e));
      return;
    }
    for (Path entry : entries) {
      look(entry, path, at);
    }
  }

  /**
   * A link to a folder inside adds nothing where the pattern finds its files by their own names.
   */
  private void follow(Path link, String path) {
    try {
      Path target = link.toRealPath();
      BasicFileAttributes is = Files.readAttributes(target, BasicFileAttributes.class);
      if (!target.startsWith(real)) {
        keepBack(is.isDirectory() ? path + "/" : path, LandingProblem.leadsOut(target));
      } else if (!is.isDirectory()) {
        add(path, is);
      } else if (!target.equals(real) && !isReached(real.relativize(target))) {
        keepBack(path + "/", LandingProblem.linkToFolder(target));
      }
    } catch (IOException e) {
      keepBack(path, LandingProblem.brokenLink(e));
    }
  }

  private boolean isReached(Path folder) {
    return !glob.start().then(folder + "/").isLost();
  }

  private void add(String path, BasicFileAttributes is) {
    if (is.isRegularFile()) {
      found.add(landing.file(path, is.size(), is.lastModifiedTime().toMillis()));
    } else {
      keepBack(path, LandingProblem.noFile());
    }
  }

  private void keepBack(String path, LandingProblem why) {
    found.add(landing.file(path, 0, 0).keptBack(why));
  }
}

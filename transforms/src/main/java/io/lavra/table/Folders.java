package io.lavra.table;

import io.lavra.lake.Location;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The local folders a step may touch; remote files reach it through its scratch folder. */
final class Folders {
  private Folders() {}

  @SafeVarargs
  static Set<Path> of(Collection<Location>... locations) {
    Set<Path> folders = new HashSet<>();
    for (Collection<Location> some : locations) {
      some.stream().filter(Location::isLocal).map(Location::path).forEach(folders::add);
    }
    return folders;
  }
}

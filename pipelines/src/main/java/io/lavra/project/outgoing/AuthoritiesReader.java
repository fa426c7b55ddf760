package io.lavra.project.outgoing;

import io.lavra.lake.Authorities;
import io.lavra.lake.LakeException;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Notes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code ca-file} of a server that is told of runs. */
record AuthoritiesReader(Path folder, Variables variables) {
  private static final String KEY = "ca-file";

  /**
   * The file's path; empty for those Java trusts.
   *
   * @param unset gets what is wrong with it: the file may be on the machines that run only
   */
  String read(Section section, List<Problem> unset) {
    int before = unset.size();
    String path = variables.expand(section.text(KEY).orElse(""), section.place(KEY), unset).strip();
    if (path.isEmpty() || unset.size() > before) {
      return "";
    }
    try {
      String file = folder.resolve(path).normalize().toString();
      Authorities.of(file);
      return file;
    } catch (InvalidPathException | LakeException e) {
      unset.add(
          new Problem(
              section.place(KEY),
              "%s holds no certificates of authorities.".formatted(Notes.quote(path)),
              "Name a PEM file."));
      return "";
    }
  }
}

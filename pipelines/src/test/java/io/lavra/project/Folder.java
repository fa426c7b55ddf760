package io.lavra.project;

import io.lavra.words.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A lake folder written for a test. */
record Folder(Path path) {
  static final String LAKE = "lake: test\n";
  static final String BRONZE = "source: { files: landing/*.csv, format: csv }\n";

  /** A lake that reads well: {@code bronze.raw}. */
  static Folder good(Path path) {
    return new Folder(path).with("lake.yaml", LAKE).with("bronze/raw.yaml", BRONZE);
  }

  Folder with(String file, String text) {
    try {
      Path target = path.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Lake read() {
    return read(Map.of());
  }

  Lake read(Map<String, String> environment) {
    return Lake.read(path, name -> name == null ? null : environment.get(name));
  }

  /** The whole message of what is wrong; "good" where nothing is. */
  String complaint() {
    try {
      read();
      return "good";
    } catch (ConfigurationException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

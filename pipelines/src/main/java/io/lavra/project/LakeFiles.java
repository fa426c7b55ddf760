package io.lavra.project;

import com.google.common.base.CharMatcher;
import io.lavra.lake.io.IoFailure;
import io.lavra.words.ConfigurationException;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a lake folder, read with care: inside the folder, UTF-8, and no larger than a person
 * would write.
 *
 * @param folder absolute and normal
 */
record LakeFiles(Path folder) {
  private static final int MAX_BYTES = 1 << 20;

  /** A file's text, or empty after noting at {@code place} why it cannot be had. */
  Optional<String> read(Path file, Place place, Notes notes) {
    String name = Notes.quote(new Place(file, 0).name());
    try {
      if (!isInside(file)) {
        notes.add(place, name + " is outside the lake folder.", "Move it into the lake folder.");
      } else if (!Files.isRegularFile(folder.resolve(file))) {
        notes.add(
            place, name + " is no file.", "Put a file in the place of the folder, pipe or device.");
      } else if (Files.size(folder.resolve(file)) > MAX_BYTES) {
        notes.add(place, name + " is larger than 1 MiB.", "Split it.");
      } else {
        return Optional.of(decode(Files.readAllBytes(folder.resolve(file))));
      }
    } catch (NoSuchFileException e) {
      notes.add(place, "There is no file " + name + ".", "Create it, or correct the name.");
    } catch (CharacterCodingException e) {
      notes.add(place, name + " is not UTF-8.", "Save it as UTF-8.");
    } catch (IOException e) {
      String problem = "%s cannot be read: %s.".formatted(name, why(e));
      notes.add(place, problem, "Check that it is a file you may read.");
    }
    return Optional.empty();
  }

  /** The file a table file names, relative to the lake folder; empty where it is no path at all. */
  Optional<Path> beside(Path tableFile, String written) {
    try {
      Path parent = folder.resolve(tableFile).resolveSibling(written).normalize();
      return Optional.of(folder.relativize(parent));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * What is in a sub-folder with one of these endings, by name, and is no folder; none where it
   * does not exist.
   */
  List<Path> list(String subfolder, List<String> endings) {
    Path parent = folder.resolve(subfolder);
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(file -> endings.stream().anyMatch(file.getFileName().toString()::endsWith))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> !Files.isDirectory(file))
          .map(folder::relativize)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          new Place(Path.of(subfolder), 0),
          "The folder cannot be read: %s.".formatted(why(e)),
          "Check its permissions.");
    }
  }

  /** Why the user's own file cannot be read; what the machine refuses is no fault of the lake. */
  private static String why(IOException e) {
    if (IoFailure.isOfTheMachine(String.valueOf(e.getMessage()))) {
      throw new UncheckedIOException(e);
    }
    return CharMatcher.is('.').trimTrailingFrom(IoFailure.words(e));
  }

  private boolean isInside(Path file) throws IOException {
    Path whole = folder.resolve(file).normalize();
    return whole.startsWith(folder) && whole.toRealPath().startsWith(folder.toRealPath());
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

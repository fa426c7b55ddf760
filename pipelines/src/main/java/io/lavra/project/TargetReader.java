package io.lavra.project;

import io.lavra.lake.Location;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.S3Profile;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Notes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one entry of {@code targets}. Variables that are not set belong to the target; everything
 * else that is wrong is noted.
 */
final class TargetReader {
  static final List<String> LAYERS = List.of("bronze", "silver", "gold", "ops");

  private final String name;
  private final Section section;
  private final Path folder;
  private final Variables variables;
  private final List<Problem> unset = new ArrayList<>();

  TargetReader(String name, Section section, Path folder, Variables variables) {
    this.name = name;
    this.section =
        section.only(
            "root", "layers", "endpoint", "access-key", "secret-key", "ca-file", "admin", "reader");
    this.folder = folder;
    this.variables = variables;
  }

  /** The target that every lake has: {@code .lake} in its folder. */
  static Target local(Path folder) {
    SortedMap<String, Location> layers = new TreeMap<>();
    LAYERS.forEach(layer -> layers.put(layer, Location.local(folder.resolve(".lake/" + layer))));
    return new Target("local", layers, Optional.empty());
  }

  Target read() {
    SortedMap<String, Location> layers = section.has("layers") ? layers() : underRoot();
    boolean remote = isWrittenRemote() || !layers.values().stream().allMatch(Location::isLocal);
    if (!remote && section.has("endpoint")) {
      section.wrong(
          "endpoint", "\"endpoint\" is for layers on s3://.", "Remove it, or move a layer there.");
    }
    if (!remote) {
      return new Target(name, layers, Optional.empty(), unset, Optional.empty(), Optional.empty());
    }
    String endpoint = endpoint();
    String caFile = caFile();
    S3Connection connection = connection(section, endpoint, caFile, unset);
    return new Target(
        name,
        layers,
        Optional.of(connection),
        unset,
        access("admin", endpoint, caFile),
        access("reader", endpoint, caFile));
  }

  /** Also where a variable of the place is not set. */
  private boolean isWrittenRemote() {
    return section.text("root").orElse("").startsWith("s3:")
        || section.section("layers").stream()
            .flatMap(layers -> LAYERS.stream().flatMap(layer -> layers.text(layer).stream()))
            .anyMatch(written -> written.startsWith("s3:"));
  }

  private SortedMap<String, Location> underRoot() {
    SortedMap<String, Location> layers = new TreeMap<>();
    String written =
        section.required("root", "Add root: FOLDER, or layers: with a place for each.");
    location(section, "root", written)
        .ifPresent(root -> LAYERS.forEach(layer -> layers.put(layer, root.resolve(layer))));
    return layers;
  }

  private SortedMap<String, Location> layers() {
    if (section.has("root")) {
      section.wrong("root", "\"root\" stands beside \"layers\".", "Keep one of the two.");
    }
    SortedMap<String, Location> layers = new TreeMap<>();
    Optional<Section> places = section.section("layers");
    places.ifPresent(
        found -> {
          found.only(LAYERS.toArray(String[]::new));
          for (String layer : LAYERS) {
            String written = found.required(layer, "Say where its tables are kept.");
            location(found, layer, written).ifPresent(place -> layers.put(layer, place));
          }
        });
    return layers;
  }

  private Optional<Location> location(Section parent, String key, String written) {
    int before = unset.size();
    String text = variables.expand(written, parent.place(key), unset);
    if (written.isEmpty() || unset.size() > before) {
      return Optional.empty();
    }
    try {
      if (text.matches("s3://[a-z0-9][a-z0-9.-]+(/[^?#\\s]*)?")) {
        return Optional.of(new Location(text, profile()));
      }
      if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
        return Optional.of(Location.local(folder.resolve(text)));
      }
    } catch (InvalidPathException e) {
      // is no path: said below, as for any other text that is none
    }
    parent.wrong(
        key,
        "%s is no place for tables.".formatted(Notes.quote(written)),
        "Write a folder or s3://bucket/prefix.");
    return Optional.empty();
  }

  /** How workers find the server: variables stay, so that each fills in its own environment. */
  private String profile() {
    String caFile = section.text("ca-file").orElse("");
    boolean relative = !caFile.isEmpty() && !caFile.startsWith("${");
    return new S3Profile(
            name,
            section.text("endpoint").orElse(""),
            section.text("access-key").orElse(""),
            section.text("secret-key").orElse(""),
            relative ? folder.resolve(caFile).normalize().toString() : caFile)
        .text();
  }

  private String endpoint() {
    String endpoint = section.required("endpoint", "Add endpoint: http://HOST:PORT.");
    String address = variables.expand(endpoint, section.place("endpoint"), unset);
    if (!endpoint.isEmpty() && unset.isEmpty() && !address.matches("https?://[^@\\s]+")) {
      section.wrong(
          "endpoint",
          "%s is no server.".formatted(Notes.quote(endpoint)),
          "Write http://HOST:PORT, without user and password.");
    }
    return address;
  }

  /** The path of the file with the server's authorities; empty for those Java trusts. */
  private String caFile() {
    String written = section.text("ca-file").orElse("");
    String path = variables.expand(written, section.place("ca-file"), unset);
    try {
      return path.isEmpty() ? "" : folder.resolve(path).normalize().toString();
    } catch (InvalidPathException e) {
      section.wrong(
          "ca-file", "%s is no file.".formatted(Notes.quote(written)), "Name a PEM file.");
      return "";
    }
  }

  private Optional<Access> access(String role, String endpoint, String caFile) {
    List<Problem> missing = new ArrayList<>();
    return section
        .section(role)
        .map(keys -> keys.only("access-key", "secret-key"))
        .map(keys -> new Access(connection(keys, endpoint, caFile, missing), missing));
  }

  private S3Connection connection(
      Section keys, String endpoint, String caFile, List<Problem> missing) {
    return new S3Connection(
        endpoint, secret(keys, "access-key", missing), secret(keys, "secret-key", missing), caFile);
  }

  private String secret(Section keys, String key, List<Problem> missing) {
    String remedy = "Write %s: ${NAME}, and set that environment variable.".formatted(key);
    String written = keys.required(key, remedy);
    if (!written.isEmpty() && !Variables.isOnlyAVariable(written)) {
      keys.wrong(key, "A secret stands in the file.", remedy);
      return "";
    }
    return variables.expand(written, keys.place(key), missing);
  }
}

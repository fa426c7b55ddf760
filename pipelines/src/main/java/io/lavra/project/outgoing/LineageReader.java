package io.lavra.project.outgoing;

import io.lavra.project.yaml.InClear;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Notes;
import io.lavra.words.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code lineage} of lake.yaml. What is not written there comes from the variables that
 * OpenLineage's own clients read.
 */
public final class LineageReader {
  private static final Place ENVIRONMENT = new Place(Path.of("lake.yaml"), 0);
  private static final String PATH = "/api/v1/lineage";

  private final Section lake;
  private final Path folder;
  private final Variables variables;
  private final List<Problem> unset = new ArrayList<>();

  public LineageReader(Section lake, Path folder, Variables variables) {
    this.lake = lake;
    this.folder = folder;
    this.variables = variables;
  }

  public Lineage read(String lakeName) {
    Optional<Section> section =
        lake.section("lineage")
            .map(found -> found.only("file", "url", "api-key", "ca-file", "namespace"));
    String namespace = value(section, "namespace", "${OPENLINEAGE_NAMESPACE:" + lakeName + "}");
    if (standard("DISABLED").equalsIgnoreCase("true")) {
      return Lineage.none(namespace);
    }
    String url = url(section);
    String key = apiKey(section);
    AuthoritiesReader authorities = new AuthoritiesReader(folder, variables);
    String caFile = section.map(found -> authorities.read(found, unset)).orElse("");
    if (!key.isEmpty() && InClear.crosses(url)) {
      problem(
          section,
          "url",
          "The lineage server's key would cross the network in clear.",
          "Write https://, as plain http is for this machine alone.");
    }
    return new Lineage(
        section.flatMap(this::file),
        url,
        key,
        caFile,
        namespace.isEmpty() ? lakeName : namespace,
        standard("PARENT_ID"),
        unset);
  }

  private String value(Optional<Section> section, String key, String otherwise) {
    String written = section.flatMap(found -> found.text(key)).orElse(otherwise);
    Place place = section.map(found -> found.place(key)).orElse(ENVIRONMENT);
    return variables.expand(written, place, unset).strip();
  }

  private String standard(String variable) {
    return value(Optional.empty(), "", "${OPENLINEAGE_" + variable + ":}");
  }

  private Optional<Path> file(Section section) {
    String written = value(Optional.of(section), "file", "");
    try {
      return written.isEmpty()
          ? Optional.empty()
          : Optional.of(folder.resolve(written).normalize());
    } catch (InvalidPathException e) {
      section.wrong("file", "%s is no file.".formatted(Notes.quote(written)), "Name a file.");
      return Optional.empty();
    }
  }

  private String url(Optional<Section> section) {
    String url = value(section, "url", "${OPENLINEAGE_URL:}");
    if (url.isEmpty()) {
      return "";
    }
    if (!isServer(url)) {
      // Not repeated: it may hold a password.
      problem(
          section,
          "url",
          "The lineage server's URL is none that events can be sent to.",
          "Write http://HOST:PORT, without user, password and query; keys go into api-key.");
      return "";
    }
    String endpoint = standard("ENDPOINT").replaceFirst("^/*", "/");
    String path = endpoint.equals("/") ? PATH : endpoint;
    return url.matches("https?://[^/]+/?") ? url.replaceFirst("/$", "") + path : url;
  }

  private static boolean isServer(String url) {
    try {
      return url.matches("https?://[^@?#\\s/]+(/[^@?#\\s]*)?") && new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private String apiKey(Optional<Section> section) {
    String written = section.flatMap(found -> found.text("api-key")).orElse("");
    if (!written.isEmpty() && !Variables.isOnlyAVariable(written.replace(":}", "}"))) {
      section
          .orElseThrow()
          .wrong(
              "api-key",
              "A secret stands in the file.",
              "Write api-key: ${NAME:}, and set that environment variable.");
      return "";
    }
    String key = value(section, "api-key", "${OPENLINEAGE_API_KEY:}");
    if (!key.matches("[!-~]*")) {
      problem(
          section,
          "api-key",
          "The lineage server's key has characters that cannot be sent.",
          "Set its variable to the key alone, in ASCII and on one line.");
      return "";
    }
    return key;
  }

  private void problem(Optional<Section> section, String key, String problem, String remedy) {
    Place place = section.map(found -> found.place(key)).orElse(ENVIRONMENT);
    unset.add(new Problem(place, problem, remedy));
  }
}

package io.lavra.project.outgoing;

import io.lavra.project.outgoing.MetricsOutput.Gateway;
import io.lavra.project.yaml.Durations;
import io.lavra.project.yaml.InClear;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Notes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code metrics}. An address or file that is empty, as by a variable's default, is off. */
public final class MetricsReader {
  private final Section section;
  private final Path folder;
  private final Variables variables;
  private final List<Problem> unset = new ArrayList<>();

  public MetricsReader(Section section, Path folder, Variables variables) {
    this.section = section.only("file", "pushgateway", "user", "password", "stale-after");
    this.folder = folder;
    this.variables = variables;
  }

  public MetricsOutput read() {
    return new MetricsOutput(
        file(),
        gateway(),
        Durations.read(section, "stale-after").orElse(MetricsOutput.STALE_AFTER),
        unset);
  }

  private Optional<Path> file() {
    String written = expanded("file");
    try {
      return written.isEmpty()
          ? Optional.empty()
          : Optional.of(folder.resolve(written).normalize());
    } catch (InvalidPathException e) {
      section.wrong(
          "file", "%s is no file.".formatted(Notes.quote(written)), "Write a path such as a.prom.");
      return Optional.empty();
    }
  }

  private Optional<Gateway> gateway() {
    String url = expanded("pushgateway").replaceFirst("/+$", "");
    if (section.has("user") != section.has("password")) {
      section.wrong("user", "\"user\" and \"password\" go together.", "Write both, or neither.");
    }
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (!url.matches("https?://[^@\\s?#]+")) {
      section.wrong(
          "pushgateway",
          "\"pushgateway\" is no server.",
          "Write http://HOST:PORT, without user and password.");
      return Optional.empty();
    }
    Gateway gateway = new Gateway(url, secret("user"), secret("password"));
    if (!gateway.password().isEmpty() && InClear.crosses(url)) {
      unset.add(
          new Problem(
              section.place("pushgateway"),
              "The password would cross the network in clear.",
              "Write https://, as plain http is for this machine alone."));
    }
    return Optional.of(gateway);
  }

  private String expanded(String key) {
    return variables.expand(section.text(key).orElse(""), section.place(key), unset);
  }

  private String secret(String key) {
    String written = section.text(key).orElse("");
    if (!written.isEmpty() && !Variables.isOnlyAVariable(written)) {
      section.wrong(
          key,
          "A secret stands in the file.",
          "Write %s: ${NAME}, and set that environment variable.".formatted(key));
      return "";
    }
    return variables.expand(written, section.place(key), unset);
  }
}

package io.lavra.project.outgoing;

import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a lake's runs tell what was made from what.
 *
 * @param file takes a JSON event a line
 * @param url of a server that takes events by POST, with its path; empty for none
 * @param apiKey what the server asks for; empty where it asks for nothing
 * @param caFile the path of a PEM file with the authorities that may vouch for the server, and no
 *     others; empty for those Java trusts
 * @param namespace the jobs' namespace
 * @param parent what started the run, as {@code namespace/name/uuid}; empty where nothing did
 * @param unset what is missing or wrong in variables; a problem only for what tells lineage
 */
public record Lineage(
    Optional<Path> file,
    String url,
    String apiKey,
    String caFile,
    String namespace,
    String parent,
    List<Problem> unset) {
  public Lineage {
    unset = List.copyOf(unset);
  }

  /** Nothing is told. */
  public static Lineage none(String namespace) {
    return new Lineage(Optional.empty(), "", "", "", namespace, "", List.of());
  }

  public boolean isOn() {
    return file.isPresent() || !url.isEmpty();
  }

  /** This; throws {@link ConfigurationException} where a variable is not set or wrong. */
  public Lineage required() {
    if (!unset.isEmpty()) {
      throw new ConfigurationException(unset);
    }
    return this;
  }

  @Override
  public String toString() {
    return "Lineage[" + file.map(Path::toString).orElse("") + " " + url + "]";
  }
}

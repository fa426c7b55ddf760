package io.lavra.project;

import io.lavra.lake.Location;
import io.lavra.lake.storage.S3Connection;
import io.lavra.words.ConfigurationException.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a lake's tables are kept.
 *
 * @param layers the folder of each of bronze, silver, gold and ops
 * @param connection how to reach the server where a layer is on S3
 * @param unset variables this target needs and the environment lacks: {@link Lake#target} throws
 *     them, so that a target nobody uses asks for nothing. Where not empty, {@code layers} and
 *     {@code connection} may lack parts
 * @param admin who may make buckets, users and policies, where the file names one
 * @param reader who may read gold only, where the file names one
 */
public record Target(
    String name,
    SortedMap<String, Location> layers,
    Optional<S3Connection> connection,
    List<Problem> unset,
    Optional<Access> admin,
    Optional<Access> reader) {
  public Target {
    layers = Collections.unmodifiableSortedMap(new TreeMap<>(layers));
    unset = List.copyOf(unset);
  }

  public Target(
      String name, SortedMap<String, Location> layers, Optional<S3Connection> connection) {
    this(name, layers, connection, List.of(), Optional.empty(), Optional.empty());
  }

  /** The {@link Location#profile} of its layers on S3; empty where none is there. */
  public String profile() {
    return layers.values().stream()
        .map(Location::profile)
        .filter(profile -> !profile.isEmpty())
        .findFirst()
        .orElse("");
  }
}

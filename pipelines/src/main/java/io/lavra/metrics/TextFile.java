package io.lavra.metrics;

import io.lavra.lake.io.PlacedOutput;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The metrics as a file, for node_exporter's textfile collector: written aside and renamed, so that
 * nobody reads half of it. What an earlier run told and this one does not tell anew stays in it.
 */
final class TextFile {
  private static final int TRIES = 50;
  private static final int PAUSE_MILLIS = 100;

  private final Path file;

  TextFile(Path file) {
    this.file = file;
  }

  /**
   * Puts samples in the place of earlier ones of their group and family.
   *
   * @param tables those of the lake; what was told of others is dropped
   */
  void write(List<Sample> samples, Set<String> tables) throws IOException {
    Files.createDirectories(file.getParent());
    Path guard = file.resolveSibling("." + file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock(channel)) {
      List<Sample> all = new ArrayList<>(kept(samples, tables));
      all.addAll(samples);
      replace(all);
    }
  }

  private List<Sample> kept(List<Sample> samples, Set<String> tables) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    Group lake = samples.get(0).group();
    Set<Told> replaced = samples.stream().map(Told::of).collect(Collectors.toSet());
    return TextLines.read(Files.readString(file)).stream()
        .filter(sample -> !replaced.contains(Told.of(sample)))
        .filter(sample -> !sample.group().isSameLake(lake) || isThere(sample, tables))
        .toList();
  }

  private static boolean isThere(Sample sample, Set<String> tables) {
    return !sample.family().isOfATable() || tables.contains(sample.group().table());
  }

  private record Told(Group group, Family family) {
    static Told of(Sample sample) {
      return new Told(sample.group(), sample.family());
    }
  }

  private void replace(List<Sample> samples) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(text, Sample.snapshots(samples), EscapingScheme.ALLOW_UTF8);
    Path aside = file.resolveSibling("." + file.getFileName() + ".new");
    PlacedOutput.write(aside, text.toByteArray());
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Several runs may tell at once; each holds the file for milliseconds. */
  private FileLock lock(FileChannel channel) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    throw new IOException("another process holds it");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }
}

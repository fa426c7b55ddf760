package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.Finding;
import io.lavra.lake.Finding.Kind;
import io.lavra.lake.Location;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.parquet.ParquetCheck;
import io.lavra.lake.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at every file of a log, and finds what cannot be read. Reads, and writes nothing. */
final class LogExam {
  static final String POINTER = DeltaLogFolder.FOLDER + "/_last_checkpoint";
  private static final Pattern PART =
      Pattern.compile(".*\\.checkpoint\\.\\d{10}\\.(\\d{10})\\.parquet");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Location root;
  private final Storage storage;
  private final TreeMap<Long, String> commits = new TreeMap<>();
  private final TreeMap<Long, List<Storage.Stored>> checkpoints = new TreeMap<>();
  private final Set<Long> broken = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private long firstBroken = Long.MAX_VALUE;

  private LogExam(Location root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  static LogExam of(Location root, Storage storage) throws IOException {
    LogExam exam = new LogExam(root, storage);
    if (exam.isFile(DeltaLogFolder.FOLDER)) {
      String place = isFile(root) ? "its folder" : DeltaLogFolder.FOLDER;
      exam.findings.add(new Finding(Kind.LOG, place, place + " is a file, not a folder"));
      exam.firstBroken = 0;
      return exam;
    }
    for (Storage.Stored file : storage.list(DeltaLogFolder.FOLDER)) {
      exam.sort(file);
    }
    exam.checkpoints();
    exam.pointer();
    exam.commits();
    return exam;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The versions whose checkpoints cannot be read. */
  Set<Long> brokenCheckpoints() {
    return Set.copyOf(broken);
  }

  Set<Long> allCheckpoints() {
    return Set.copyOf(checkpoints.keySet());
  }

  /** The first version that readers need and cannot read; empty if they can read all. */
  OptionalLong firstBroken() {
    return firstBroken == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(firstBroken);
  }

  /** What keeps readers from the newest version, as the end of a sentence. */
  Optional<String> cause() {
    return findings.stream()
        .filter(finding -> finding.kind() == Kind.LOG)
        .findFirst()
        .or(() -> findings.stream().filter(f -> f.kind() == Kind.CHECKPOINT).findFirst())
        .map(Finding::problem);
  }

  private void sort(Storage.Stored file) {
    DeltaLogFolder.commitOf(file.path()).ifPresent(version -> commits.put(version, file.path()));
    DeltaLogFolder.checkpointOf(file.path())
        .ifPresent(
            version -> checkpoints.computeIfAbsent(version, v -> new ArrayList<>()).add(file));
  }

  private void checkpoints() throws IOException {
    for (Map.Entry<Long, List<Storage.Stored>> checkpoint : checkpoints.entrySet()) {
      List<Storage.Stored> parts = checkpoint.getValue();
      for (Storage.Stored part : parts) {
        Optional<String> problem = checkpoint(part);
        if (problem.isPresent()) {
          broken.add(checkpoint.getKey());
          find(Kind.CHECKPOINT, part.path(), problem.get());
        }
      }
      Matcher part = PART.matcher(parts.get(0).path());
      if (part.matches() && Integer.parseInt(part.group(1)) != parts.size()) {
        broken.add(checkpoint.getKey());
        find(
            Kind.CHECKPOINT,
            parts.get(0).path(),
            "is one of " + part.group(1) + " parts that are not all there");
      }
    }
  }

  private Optional<String> checkpoint(Storage.Stored part) throws IOException {
    if (part.bytes() == 0) {
      return Optional.of("is empty");
    }
    try (ScratchFolder scratch = ScratchFolder.temporary()) {
      return ParquetCheck.problem(storage.fetch(part.path(), scratch.path()), true);
    }
  }

  private void pointer() throws IOException {
    if (isFolder(POINTER)) {
      find(Kind.CHECKPOINT, POINTER, "is a folder, not a file");
    }
    if (storage.find(POINTER).isEmpty()) {
      return;
    }
    try {
      JsonNode pointer = JSON.readTree(String.join("\n", lines(POINTER)));
      long version = pointer.path("version").asLong(-1);
      if (version < 0) {
        find(Kind.CHECKPOINT, POINTER, "names no version");
      } else if (!checkpoints.containsKey(version)) {
        find(
            Kind.CHECKPOINT,
            POINTER,
            "names the checkpoint of version " + version + ", which is not there");
      }
    } catch (JsonProcessingException e) {
      find(Kind.CHECKPOINT, POINTER, "is no JSON");
    } catch (IOException e) {
      find(Kind.CHECKPOINT, POINTER, "cannot be read: " + IoFailure.words(e));
    }
  }

  private void commits() throws IOException {
    TreeSet<Long> whole = new TreeSet<>(checkpoints.keySet());
    whole.removeAll(broken);
    long base = whole.isEmpty() ? -1 : whole.last();
    if (commits.isEmpty()) {
      noCommits(base);
      return;
    }
    long last = Math.max(commits.lastKey(), base);
    while (isFolder(DeltaLogFolder.commit(last + 1))) {
      last++;
    }
    long first = base < 0 ? 0 : Math.min(commits.firstKey(), base + 1);
    for (long version = first; version <= last; version++) {
      commit(version, base);
    }
  }

  private void noCommits(long base) throws IOException {
    boolean said = !checkpoints.isEmpty() || storage.find(POINTER).isPresent();
    if (base < 0 && (said || isFolder(DeltaLogFolder.commit(0)))) {
      find(Kind.LOG, DeltaLogFolder.FOLDER, "has no commit");
      firstBroken = 0;
    }
  }

  private void commit(long version, long base) throws IOException {
    String path = DeltaLogFolder.commit(version);
    Optional<String> problem =
        isFolder(path) ? Optional.of("is a folder, not a file") : problem(version, path);
    if (problem.isPresent()) {
      boolean old = version <= base;
      find(old ? Kind.OLD : Kind.LOG, path, problem.get());
      firstBroken = old ? firstBroken : Math.min(firstBroken, version);
    }
  }

  private Optional<String> problem(long version, String path) {
    if (!commits.containsKey(version)) {
      return Optional.of("is missing");
    }
    try {
      return CommitLines.problem(lines(path));
    } catch (IOException e) {
      return Optional.of("cannot be read: " + IoFailure.words(e));
    }
  }

  private List<String> lines(String path) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(storage.open(path), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
      return lines;
    }
  }

  /** Servers know no folders, so nothing there can be one in place of a file. */
  private boolean isFolder(String path) {
    return root.isLocal() && Files.isDirectory(root.path().resolve(path));
  }

  private boolean isFile(String path) throws IOException {
    return isFile(root) || storage.find(path).isPresent();
  }

  static boolean isFile(Location root) {
    return root.isLocal() && Files.isRegularFile(root.path());
  }

  private void find(Kind kind, String path, String problem) {
    findings.add(new Finding(kind, path, path + " " + problem));
  }
}

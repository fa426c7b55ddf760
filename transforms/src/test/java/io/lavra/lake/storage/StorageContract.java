package io.lavra.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage does; each kind runs all of it. */
@NullUnmarked
abstract class StorageContract {
  @TempDir Path scratch;
  Storage storage;

  /** A location that nothing was written to. */
  abstract Location emptyLocation() throws IOException;

  @BeforeEach
  void open() throws IOException {
    storage = Storage.at(emptyLocation());
  }

  @Test
  void createdFilesAreListedAtAnyDepthByPath() throws IOException {
    storage.create("b/ação e reação.json", bytes("two"));
    storage.create("b/_delta_log/0.json", bytes("one"));
    storage.create("a#%20?.csv", bytes("three!"));
    assertEquals(
        List.of("a#%20?.csv 6", "b/_delta_log/0.json 3", "b/ação e reação.json 3"), listed(""));
    assertEquals(List.of("b/_delta_log/0.json 3", "b/ação e reação.json 3"), listed("b"));
    assertEquals(List.of(), listed("absent"));
    assertEquals("two", text("b/ação e reação.json"));
  }

  @Test
  void aFolderIsNotThePrefixOfItsSibling() throws IOException {
    storage.create("table/x", bytes("1"));
    storage.create("table_2/x", bytes("1"));
    assertEquals(List.of("table/x 1"), listed("table"));
  }

  @Test
  void aListingBeginsAtANameWhetherItIsThereOrNot() throws IOException {
    for (String name :
        List.of("a/1", "log/09.json", "log/1.json", "log/10.json", "log/deep/2", "m")) {
      storage.create(name, bytes("x"));
    }
    assertEquals(List.of("log/1.json", "log/10.json", "log/deep/2"), from("log/1.json"));
    assertEquals(List.of("log/10.json", "log/deep/2"), from("log/10"));
    assertEquals(List.of("m"), from("m"));
    assertEquals(List.of(), from("absent/1"));
  }

  @Test
  void aListingOfWhatStartsSo() throws IOException {
    for (String name : List.of("in/a1.csv", "in/a2.csv", "in/a3/b.csv", "in/b.csv", "ina.csv")) {
      storage.create(name, bytes("x"));
    }
    assertEquals(List.of("in/a1.csv", "in/a2.csv"), starting("in/a", false));
    assertEquals(List.of("in/a1.csv", "in/a2.csv", "in/a3/b.csv"), starting("in/a", true));
    assertEquals(List.of("ina.csv"), starting("", false));
  }

  private List<String> starting(String start, boolean below) throws IOException {
    return storage.listStarting(start, below).stream().map(Storage.Stored::path).toList();
  }

  @Test
  void aSecondCreateFailsAndChangesNothing() throws IOException {
    storage.create("log/1.json", bytes("first"));
    assertThrows(
        FileAlreadyExistsException.class, () -> storage.create("log/1.json", bytes("second")));
    assertThrows(
        FileAlreadyExistsException.class, () -> storage.create("log/1.json", bytes("first")));
    assertEquals("first", text("log/1.json"));
    assertEquals(List.of("log/1.json 5"), listed(""));
  }

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> creators =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(i -> () -> creates("log/1.json", "writer " + i))
            .toList();
    int winners = 0;
    for (Future<Boolean> created : pool.invokeAll(creators)) {
      winners += created.get() ? 1 : 0;
    }
    pool.shutdown();
    assertEquals(1, winners);
    assertEquals(List.of("log/1.json 8"), listed(""));
  }

  @Test
  void putBringsAFinishedFileAndTakesItAway() throws IOException {
    Path finished = Files.writeString(scratch.resolve("part.parquet"), "content");
    storage.put("year=2024/part.parquet", finished);
    assertEquals("content", text("year=2024/part.parquet"));
    assertFalse(Files.exists(finished));
  }

  @Test
  void fetchGivesALocalFile() throws IOException {
    storage.create("data/x.bin", bytes("content"));
    assertEquals("content", Files.readString(storage.fetch("data/x.bin", scratch)));
  }

  @Test
  void whatIsAbsentIsToldAsAbsent() throws IOException {
    storage.create("folder/file", bytes(""));
    assertTrue(storage.find("nothing").isEmpty());
    assertTrue(storage.find("folder").isEmpty());
    assertThrows(NoSuchFileException.class, () -> storage.open("nothing").close());
    assertThrows(NoSuchFileException.class, () -> storage.fetch("nothing", scratch));
    assertThrows(NoSuchFileException.class, () -> storage.fingerprint("nothing"));
    storage.delete("nothing");
  }

  @Test
  void deleteRemoves() throws IOException {
    storage.create("a/b", bytes("1"));
    storage.delete("a/b");
    assertEquals(List.of(), listed(""));
    storage.create("a/b", bytes("2"));
    assertEquals("2", text("a/b"));
  }

  @Test
  void moveGivesAnotherName() throws IOException {
    storage.create("a/b", bytes("1"));
    storage.move("a/b", "c/d");
    assertEquals(List.of("c/d 1"), listed(""));
    assertEquals("1", text("c/d"));
  }

  @Test
  void theFingerprintFollowsTheContent() throws IOException {
    storage.create("a", bytes("one"));
    storage.create("b", bytes("one"));
    storage.create("c", bytes("two"));
    assertEquals(storage.fingerprint("a"), storage.fingerprint("b"));
    assertNotEquals(storage.fingerprint("a"), storage.fingerprint("c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a/", "a\0b"})
  void pathsThatLeaveTheLocationAreRefused(String path) throws IOException {
    Path file = Files.writeString(scratch.resolve("x"), "x");
    assertThrows(LakeException.class, () -> storage.find(path));
    assertThrows(LakeException.class, () -> storage.open(path).close());
    assertThrows(LakeException.class, () -> storage.create(path, bytes("x")));
    assertThrows(LakeException.class, () -> storage.put(path, file));
    assertThrows(LakeException.class, () -> storage.fetch(path, scratch));
    assertThrows(LakeException.class, () -> storage.delete(path));
    assertThrows(LakeException.class, () -> storage.fingerprint(path));
    if (!path.isEmpty()) {
      assertThrows(LakeException.class, () -> storage.list(path));
    }
  }

  List<String> listed(String folder) throws IOException {
    return storage.list(folder).stream().map(file -> file.path() + " " + file.bytes()).toList();
  }

  List<String> from(String path) throws IOException {
    return storage.listFrom(path).stream().map(Storage.Stored::path).toList();
  }

  String text(String path) throws IOException {
    try (InputStream content = storage.open(path)) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private boolean creates(String path, String text) throws IOException {
    try {
      storage.create(path, bytes(text));
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }
}

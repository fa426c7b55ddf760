package io.lavra.lake.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class LocalStorageTest extends StorageContract {
  @TempDir Path place;

  @Override
  Location emptyLocation() {
    return Location.local(place.resolve("not yet there"));
  }

  @Test
  void theFingerprintIsSizeAndChecksums() throws IOException {
    storage.create("a", bytes("abc"));
    assertEquals("3-364b3fb7352441c2", storage.fingerprint("a"));
  }

  @Test
  void aLocationMayBeALink() throws IOException {
    Path real = Files.createDirectory(place.resolve("real"));
    Path link = Files.createSymbolicLink(place.resolve("link"), real);
    storage = Storage.at(Location.local(link));
    storage.create("a", bytes("abc"));
    assertEquals(List.of("a 3"), listed(""));
    assertEquals("abc", Files.readString(real.resolve("a")));
  }

  @Test
  void linksInsideAreFollowedOnlyInside() throws IOException {
    storage.create("folder/file", bytes("abc"));
    Path root = place.resolve("not yet there");
    Files.createSymbolicLink(root.resolve("same"), root.resolve("folder/file"));
    Files.createSymbolicLink(root.resolve("again"), root.resolve("folder"));
    Files.createSymbolicLink(root.resolve("nothing"), root.resolve("absent"));
    assertEquals(List.of("folder/file 3", "same 3"), listed(""));
    assertEquals("abc", text("same"));
    assertEquals("abc", text("again/file"));
  }

  @Test
  void linksThatLeadOutsideAreRefused() throws IOException {
    storage.create("folder/file", bytes("abc"));
    Path root = place.resolve("not yet there");
    Path secret = Files.writeString(place.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("file"), secret);
    Files.createSymbolicLink(root.resolve("out"), place);
    assertThrows(LakeException.class, () -> storage.open("file").close());
    assertThrows(LakeException.class, () -> storage.open("out/secret").close());
    assertThrows(LakeException.class, () -> storage.create("out/new", bytes("x")));
    assertThrows(LakeException.class, () -> storage.delete("out/secret"));
    String message = assertThrows(LakeException.class, () -> storage.list("")).getMessage();
    assertEquals(
        "The path \"file\" does not stay below %s. Use a relative path without \"..\" and without empty names."
            .formatted(root),
        message);
    assertEquals("secret", Files.readString(secret));
  }

  @Test
  void unfinishedWritesAreNotListed() throws IOException {
    storage.create("a", bytes("abc"));
    Files.writeString(place.resolve("not yet there/.tmp-half"), "half");
    Files.writeString(place.resolve("not yet there/.hidden"), "whole");
    assertEquals(List.of(".hidden 5", "a 3"), listed(""));
  }

  @Test
  void anUnknownProfileIsRefused() {
    Location location = new Location("s3://bucket/prefix", "nobody");
    String message = assertThrows(LakeException.class, () -> Storage.at(location)).getMessage();
    assertEquals(
        "No connection is known for s3://bucket/prefix: nothing is registered under the profile \"nobody\". Register an S3Connection under that name before the storage is opened.",
        message);
  }
}

package io.lavra.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.source.files.BadFiles;
import io.lavra.source.files.FileFormat;
import io.lavra.source.files.NewFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a landing folder beside plain files. */
class LandingFolderTest {
  private final Path folder;

  LandingFolderTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    file("landing/a.csv");
  }

  @Test
  void onlyFoldersThatTheGlobCanMatchAreListed() throws Exception {
    file("landing/x/y/b.csv");
    file("landing/x/c.csv");
    // What a walk of everything would stumble over.
    link("landing/w/out", "/etc");
    link("landing/x/y/z/loop", ".");
    Files.createDirectories(unspoken("landing/w/%E7"));
    assertEquals(List.of("landing/a.csv"), listed("landing/*.csv"));
    assertEquals(List.of("landing/x/c.csv"), listed("landing/?/*.csv"));
    assertEquals(List.of("landing/x/y/b.csv"), listed("landing/x/{y,q}/[a-b].csv"));
    assertEquals(List.of("landing/a.csv", "landing/x/c.csv"), listed("landing/{*,x/*}.csv"));
    assertEquals(
        List.of(
            "landing/a.csv",
            "landing/w/\\xE7/ has a name that is not UTF-8 text",
            "landing/w/out/ is a link that leads out of the landing folder, to /etc",
            "landing/x/c.csv",
            "landing/x/y/b.csv"),
        listed("landing/**/*.csv"));
    assertEquals(List.of(), listed("nothing/*.csv"));
  }

  @Test
  void whatIsNoFileInsideIsKeptBackByName() throws Exception {
    Path away = Files.createDirectories(folder.toRealPath().resolve("away"));
    file("away/b.csv");
    link("landing/b.csv", "../away/b.csv");
    link("landing/c.csv", "c.csv");
    link("landing/d.csv", "nowhere.csv");
    link("landing/e.csv", "a.csv");
    link("landing/f.csv", "../away");
    link("landing/notes.txt", "/etc/passwd");
    new ProcessBuilder("mkfifo", folder.resolve("landing/g.csv").toString()).start().waitFor();
    Files.writeString(unspoken("landing/h%E7.csv"), "id\n1\n");
    file("landing/i\n\u001b[2J.csv");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("landing/j.csv")));
      assertEquals(
          List.of(
              "landing/a.csv",
              "landing/b.csv is a link that leads out of the landing folder, to " + away + "/b.csv",
              "landing/c.csv is a link that leads to no file, %s/landing/c.csv: Too many levels of symbolic links or unable to access attributes of symbolic link"
                  .formatted(folder),
              "landing/d.csv is a link to a file that is not there",
              "landing/e.csv",
              "landing/g.csv is a named pipe, a socket or a device",
              "landing/h\\xE7.csv has a name that is not UTF-8 text",
              "landing/i\n\u001b[2J.csv",
              "landing/j.csv is a named pipe, a socket or a device"),
          listed("landing/*.csv"));
    }
    assertEquals(
        "landing/b.csv: is a link that leads out of the landing folder, to %s/b.csv. Put the file itself there, or name its own folder in the source; with bad-files: quarantine the other files go in without it. 5 more files cannot be read either."
            .formatted(away),
        assertThrows(LandingException.class, () -> look(BadFiles.FAIL)).getMessage());
    assertEquals(9, look(BadFiles.QUARANTINE).files().size());
  }

  @Test
  void linksToFoldersInsideAreNotFollowed() throws Exception {
    file("landing/real/b.csv");
    link("landing/again", "real");
    link("landing/real/up", "..");
    assertEquals(List.of("landing/real/b.csv"), listed("landing/*/*.csv"));
    assertEquals(
        List.of(
            "landing/again/ is a link to %s/landing/real, where the pattern does not look"
                .formatted(folder.toRealPath())),
        listed("landing/a*/*.csv"));
    assertEquals(List.of("landing/again/b.csv"), listed("landing/again/*.csv"));
  }

  private NewFiles look(BadFiles bad) throws IOException {
    List<LandingFile> files = LandingFolder.of("landing/*.csv", folder, "").files();
    return NewFiles.find(files, FileFormat.Csv.standard(), bad, Optional.empty());
  }

  private List<String> listed(String glob) throws IOException {
    return LandingFolder.of(glob, folder, "").files().stream()
        .map(file -> Stream.of(file.name(), reason(file)).filter(text -> !text.isEmpty()).toList())
        .map(parts -> String.join(" ", parts))
        .toList();
  }

  private static String reason(LandingFile file) {
    LandingFile.Defect defect = file.defect();
    return defect == null ? "" : defect.reason().replaceFirst("^the file ", "");
  }

  private void file(String path) throws IOException {
    Files.createDirectories(Path.of(folder.resolve(path).toString().replaceFirst("/[^/]*$", "")));
    Files.writeString(folder.resolve(path), "id\n1\n");
  }

  private void link(String path, String target) throws IOException {
    Files.createDirectories(Path.of(folder.resolve(path).toString().replaceFirst("/[^/]*$", "")));
    Files.createSymbolicLink(folder.resolve(path), Path.of(target));
  }

  /** A path with bytes that are no text. */
  private Path unspoken(String escaped) {
    return Path.of(URI.create("file://" + folder + "/" + escaped));
  }
}

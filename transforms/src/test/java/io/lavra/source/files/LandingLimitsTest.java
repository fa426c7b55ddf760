package io.lavra.source.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lavra.source.Arrival;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.source.LandingText;
import io.lavra.table.Staged;
import io.lavra.table.Workshop;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are small where they lie, and huge where they are read. */
class LandingLimitsTest {
  private static final FileFormat CSV = FileFormat.Csv.standard();
  private static final FileFormat JSON = new FileFormat.Json("UTF-8");
  private static final String WITHOUT_IT =
      "; with bad-files: quarantine the other files go in without it.";

  private final Path folder;

  LandingLimitsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aHeaderWithoutEnd() throws Exception {
    file("x.csv.gz", "a", 128L << 20, "\n1\n");
    assertEquals(
        "in/x.csv.gz: has no header that ends within its first 64 MB. Correct the file, or its csv: { skip-lines }"
            + WITHOUT_IT,
        refused("x.csv.gz", CSV));
  }

  @Test
  void tooManyColumns() throws Exception {
    file("x.csv.gz", ",", 1 << 20, "\n1\n");
    assertEquals(
        "in/x.csv.gz: would give the table 1048577 columns, and 5000 are the most. Correct the file, or what separates its columns"
            + WITHOUT_IT,
        refused("x.csv.gz", CSV));
    Files.delete(folder.resolve("in/x.csv.gz"));
    for (int n = 0; n < 2; n++) {
      String prefix = "c" + n + "_";
      String names =
          IntStream.range(0, 3000).mapToObj(i -> prefix + i).collect(Collectors.joining(","));
      file(n + ".csv", names + "\n", 1, "");
    }
    assertEquals(
        "in/1.csv: would give the table 6000 columns, and 5000 are the most. Correct the file, or what separates its columns"
            + WITHOUT_IT,
        refused("*.csv", CSV));
  }

  @Test
  void aLongName() throws Exception {
    file("x.csv", "a", 5000, "\n1\n");
    assertEquals(
        "in/x.csv: has a header that cannot be read, one of its names has 5000 characters and 1000 are the most. Correct the file, or its csv: { delimiter, quote, skip-lines }"
            + WITHOUT_IT,
        refused("x.csv", CSV));
  }

  @Test
  void aNameWithNul() throws Exception {
    file("x.csv", "a\0b", 1, ",c\n1,2\n");
    assertEquals(
        "in/x.csv: has a header that cannot be read, one of its names holds the character NUL. Correct the file, or its csv: { delimiter, quote, skip-lines }"
            + WITHOUT_IT,
        refused("x.csv", CSV));
  }

  @Test
  void namesThatAreAllTheSameTakeNoLonger() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          file("x.csv", "a,", 4_998, "a\n");
          assertEquals("a_4999", look("x.csv", CSV).columns().get(4_998).name());
        });
  }

  @Test
  void gzipThatIsNothingElse() throws Exception {
    file("x.csv.gz", "id\n" + "0\n".repeat(1000), 60_000, "");
    assertEquals(
        List.of("0|the file unpacks to more than 500 times its size|"), rejects("x.csv.gz", CSV));
  }

  @Test
  void moreThanThereIsScratchFor() throws Exception {
    file("x.csv", "id\n1\n", 1, "");
    file("y.jsonl.gz", "{\"a\":\"" + "x9".repeat(50) + "\"}\n", 1 << 18, "");
    NewFiles open = look("y.jsonl.gz", new FileFormat.JsonLines("UTF-8"));
    assertEquals(
        "in/y.jsonl.gz: takes more than the 10 MB of scratch. Split it, or allow more with --set scratch-limit=MEGABYTES"
            + WITHOUT_IT,
        assertThrows(LandingException.class, () -> unpack(open.files().get(0), 10 << 20))
            .getMessage());
  }

  @Test
  void quotesThatAreNeverClosed() throws Exception {
    file("x.csv.gz", "id,x\n", 1, "x\",\"\n".repeat(1 << 20));
    assertEquals(
        List.of("0|the file has many quotes that are opened and never closed|"),
        rejects("x.csv.gz", CSV));
  }

  @Test
  void jsonThatGoesDeepOrOn() throws Exception {
    file("deep.json.gz", "[", 2 << 20, "");
    assertEquals(
        "1|not a JSON document that is read: nested deeper than 1000 levels|[[[[",
        rejects("deep.json.gz", JSON).get(0).substring(0, 71));
    file("digits.json.gz", "[{\"a\":" + "1".repeat(1 << 21), 1, "}]");
    assertEquals(
        "1|not a JSON document that is read: a number, or blanks, of more than 1048576 characters|[{",
        rejects("digits.json.gz", JSON).get(0).substring(0, 91));
  }

  private void unpack(LandingFile file, long limit) throws IOException {
    try {
      LandingText.local(file, "UTF-8", folder, limit);
    } catch (IOException e) {
      throw LandingException.of(file, "UTF-8", e);
    }
  }

  /** A line of which only the beginning is kept, many times over. */
  @Test
  void longLinesThatAreKeptBack() throws Exception {
    file("x.csv.gz", "id,x\n", 1, ("1,2," + "a".repeat(4 << 20) + "\n").repeat(3));
    List<String> rejects = rejects("x.csv.gz", CSV);
    assertEquals(3, rejects.size());
    String start = "2|3 columns instead of 2; its beginning is kept|1,2,aaa";
    assertEquals(start, rejects.get(0).substring(0, start.length()));
    assertEquals((1 << 20) + start.length() - 7, rejects.get(0).length());
  }

  private void file(String name, String part, long times, String end) throws IOException {
    Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    byte[] block =
        part.repeat((int) Math.max(1, Math.min(times, (1 << 16) / bytes.length)))
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw) {
      for (long left = times * bytes.length; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String refused(String files, FileFormat format) {
    return String.valueOf(
        assertThrows(LandingException.class, () -> find(files, format, BadFiles.FAIL))
            .getMessage());
  }

  private NewFiles look(String files, FileFormat format) throws IOException {
    return find(files, format, BadFiles.QUARANTINE);
  }

  private NewFiles find(String files, FileFormat format, BadFiles bad) throws IOException {
    List<LandingFile> landing = LandingFolder.of("in/" + files, folder, "").files();
    return NewFiles.find(landing, format, bad, Optional.empty());
  }

  private List<String> rejects(String files, FileFormat format) throws Exception {
    NewFiles open = look(files, format);
    Workshop workshop = new Workshop(folder.resolve("work"));
    Staged staged =
        workshop.run(
            new IngestFiles(
                open.files(),
                format,
                open.columns(),
                BadFiles.QUARANTINE,
                ChangingFiles.WAIT,
                workshop.to("bronze.t", open.schema(), IngestFiles.PARTITIONS),
                new Arrival(Instant.EPOCH, LocalDate.EPOCH)));
    return workshop.rejects(staged);
  }
}

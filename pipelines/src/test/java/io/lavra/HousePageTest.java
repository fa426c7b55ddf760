package io.lavra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md shows of the house is how it is. */
class HousePageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern DOC =
      Pattern.compile("(?s)\\A/\\*\\*(.*?)\\*/.*?package io\\.lavra\\.([\\w.]+);");

  @Test
  void eachPackageStandsThereWithWhatItHolds() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String module : List.of("transforms", "quality", "pipelines")) {
      SortedMap<String, String> packages = packages(ROOT.resolve(module));
      packages.forEach(
          (name, holds) -> rows.append("| %s | `%s` | %s |\n".formatted(module, name, holds)));
    }
    assertEquals(rows.toString(), between("| module | package | holds |\n|---|---|---|\n", "\n\n"));
  }

  @Test
  void eachRoomKnowsTheRoomsItPointsAt() throws IOException {
    SortedMap<String, Set<String>> known = new TreeMap<>();
    for (JavaClass one :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lavra")) {
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        String from = room(one);
        String to = room(dependency.getTargetClass());
        if (!to.isEmpty() && !to.equals(from)) {
          known.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
      }
    }
    String arrows =
        known.keySet().stream()
            .flatMap(from -> nearest(from, known).map(to -> "  %s --> %s\n".formatted(from, to)))
            .collect(Collectors.joining());
    assertEquals(arrows, between("```mermaid\ngraph TD\n", "```"));
  }

  /** Those it knows not only by way of another. */
  private static Stream<String> nearest(String from, SortedMap<String, Set<String>> known) {
    Set<String> far = new TreeSet<>();
    known.getOrDefault(from, Set.of()).forEach(near -> reach(near, known, far));
    return known.getOrDefault(from, Set.of()).stream().filter(to -> !far.contains(to));
  }

  private static void reach(String from, SortedMap<String, Set<String>> known, Set<String> found) {
    for (String to : known.getOrDefault(from, Set.of())) {
      if (found.add(to)) {
        reach(to, known, found);
      }
    }
  }

  private static String room(JavaClass type) {
    Matcher name = Pattern.compile("io\\.lavra\\.(\\w+).*").matcher(type.getPackageName());
    return name.matches() ? name.group(1) : "";
  }

  private static SortedMap<String, String> packages(Path module) throws IOException {
    SortedMap<String, String> packages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      for (Path file : files.filter(path -> path.endsWith("package-info.java")).toList()) {
        Matcher doc = DOC.matcher(Files.readString(file));
        if (!doc.find()) {
          throw new AssertionError(file + " says nothing of what the package holds");
        }
        packages.put(doc.group(2), doc.group(1).replaceAll("\\s*\\n \\*\\s*", " ").strip());
      }
    }
    return packages;
  }

  private static String between(String start, String end) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/architecture.md"));
    int from = page.indexOf(start) + start.length();
    assertEquals(true, from > start.length(), "the page has no " + start);
    return page.substring(from, page.indexOf(end, from)) + (end.startsWith("\n") ? "\n" : "");
  }
}

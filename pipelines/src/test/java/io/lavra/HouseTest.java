package io.lavra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the parts of the house, and the one home of each engine. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.lavra");

  private static final List<String> STAGES =
      List.of("source", "privacy", "code", "text", "forecast", "embed", "events");

  @Test
  void pipelinesKnowQualityKnowsTransforms() {
    for (String part : Stream.concat(STAGES.stream(), Stream.of("lake", "table")).toList()) {
      isNotAllowed(part, "quality", "project", "plan", "lineage", "run", "site", "cli");
    }
    isNotAllowed("quality", "project", "plan", "lineage", "run", "site", "cli");
  }

  @Test
  void inPipelinesEachKnowsTheOnesBefore() {
    isNotAllowed("project", "plan", "lineage", "run", "metrics", "alerts", "site", "cli");
    isNotAllowed("plan", "lineage", "run", "metrics", "alerts", "site", "cli");
    isNotAllowed("lineage", "run", "metrics", "alerts", "site", "cli");
    isNotAllowed("run", "metrics", "alerts", "site", "cli");
    isNotAllowed("metrics", "alerts", "site", "cli");
    isNotAllowed("alerts", "metrics", "site", "cli");
    isNotAllowed("site", "metrics", "alerts", "cli");
  }

  @Test
  void wordsKnowNothingOfOurs() {
    knowsOnly("words");
  }

  @Test
  void theLakeKnowsOnlyWords() {
    knowsOnly("lake", "words");
  }

  @Test
  void tablesKnowOnlyWordsAndTheLake() {
    knowsOnly("table", "lake", "words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "privacy", "code", "text", "forecast", "embed", "events"})
  void aStageKnowsWordsLakeAndTableOnly(String stage) {
    knowsOnly(stage, "words", "lake", "table");
  }

  @Test
  void duckDbLivesInOneRoom() {
    livesIn("table.duckdb", "org.duckdb..");
    livesIn("table", "java.sql..");
  }

  @Test
  void deltaLivesInOneRoom() {
    livesIn("lake.delta", "io.delta..");
    livesIn("lake", "org.apache.hadoop..", "org.apache.parquet..", "io.minio..");
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("io.lavra.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  /** A hall in which everybody may know everybody; only expectations are one algebra. */
  @Test
  void noPackageIsAHall() {
    Map<String, Long> files =
        HOUSE.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));
    files.remove("io.lavra.quality.expectation");
    files.values().removeIf(count -> count <= 45);
    assertEquals(Map.of(), files);
  }

  @Test
  void deequLivesInQuality() {
    livesIn("quality", "com.amazon.deequ..", "org.apache.spark..");
  }

  @Test
  void prometheusLivesInMetrics() {
    livesIn("metrics", "io.prometheus..");
  }

  @Test
  void mailLivesInAlerts() {
    livesIn("alerts", "jakarta.mail..", "org.eclipse.angus..");
  }

  @Test
  void openLineageLivesInLineage() {
    livesIn("lineage", "io.openlineage..");
  }

  @Test
  void picocliLivesInCli() {
    livesIn("cli", "picocli..");
  }

  private static void isNotAllowed(String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(of(from))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Stream.of(to).map(HouseTest::of).toArray(String[]::new))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  private static void knowsOnly(String from, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(from), Stream.of(others)).map(HouseTest::of).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(of(from))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.lavra..").and(resideOutsideOfPackages(allowed)))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  private static void livesIn(String home, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage(of(home))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(HOUSE);
  }

  private static String of(String part) {
    return "io.lavra." + part + "..";
  }
}

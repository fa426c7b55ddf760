package io.lavra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** The arrows between the parts of the house, and the one home of each engine. */
@AnalyzeClasses(packages = "io.lavra", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  private static final List<String> STAGES =
      List.of("source", "privacy", "code", "text", "forecast", "embed", "events");

  @ArchTest
  static final ArchRule transformsKnowNeitherQualityNorPipelines =
      noClasses()
          .that()
          .resideInAnyPackage(packages(transforms()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(List.of("quality", "project", "plan", "run", "cli")));

  @ArchTest
  static final ArchRule qualityKnowsNoPipelines =
      noClasses()
          .that()
          .resideInAPackage("io.lavra.quality..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(List.of("project", "plan", "run", "cli")));

  @ArchTest
  static final ArchRule lakeKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("io.lavra.lake..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.lavra..").and(resideOutsideOfPackage("io.lavra.lake..")));

  @ArchTest
  static final ArchRule tableKnowsOnlyTheLake =
      noClasses()
          .that()
          .resideInAPackage("io.lavra.table..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.lavra..")
                  .and(resideOutsideOfPackages("io.lavra.lake..", "io.lavra.table..")));

  @ArchTest static final ArchRule stagesDoNotKnowEachOther = CompositeArchRule.of(stages());

  @ArchTest
  static final ArchRule inPipelinesEachKnowsTheOnesBefore =
      CompositeArchRule.of(
          List.of(
              noDependency("project", "plan", "run", "cli"),
              noDependency("plan", "run", "cli"),
              noDependency("run", "cli")));

  @ArchTest
  static final ArchRule duckDbLivesInTable =
      onlyIn("io.lavra.table..", "org.duckdb..", "java.sql..");

  @ArchTest
  static final ArchRule storageLivesInLake =
      onlyIn(
          "io.lavra.lake..",
          "io.delta..",
          "org.apache.hadoop..",
          "org.apache.parquet..",
          "io.minio..");

  @ArchTest
  static final ArchRule deequLivesInQuality =
      onlyIn("io.lavra.quality..", "com.amazon.deequ..", "org.apache.spark..");

  @ArchTest static final ArchRule picocliLivesInCli = onlyIn("io.lavra.cli..", "picocli..");

  private static ArchRule onlyIn(String home, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static ArchRule noDependency(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage("io.lavra." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(List.of(to)));
  }

  private static List<ArchRule> stages() {
    List<ArchRule> rules = new ArrayList<>();
    for (String stage : STAGES) {
      String[] others =
          STAGES.stream().filter(other -> !other.equals(stage)).toArray(String[]::new);
      rules.add(noDependency(stage, others).allowEmptyShould(true));
    }
    return rules;
  }

  private static List<String> transforms() {
    List<String> all = new ArrayList<>(STAGES);
    all.addAll(List.of("lake", "table"));
    return all;
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> "io.lavra." + name + "..").toArray(String[]::new);
  }
}

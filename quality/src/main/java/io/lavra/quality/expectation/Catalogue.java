package io.lavra.quality.expectation;

import io.lavra.words.Nearest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every expectation there is, by name. */
public final class Catalogue {
  private static final Map<String, Kind> KINDS = new TreeMap<>();

  static {
    Stream.of(
            NullKinds.ALL,
            UniqueKinds.ALL,
            SetKinds.ALL,
            RangeKinds.ALL,
            RegexKinds.ALL,
            StatisticKinds.ALL,
            TableKinds.ALL,
            StructureKinds.ALL,
            PairKinds.ALL,
            ReferenceKinds.ALL,
            RecordKinds.ALL,
            OrderKinds.ALL,
            OutlierKinds.ALL,
            QuantileKinds.ALL,
            LikeKinds.ALL,
            TextKinds.ALL,
            TypeKinds.ALL,
            DistributionKinds.ALL,
            FreshKinds.ALL,
            QueryKinds.ALL,
            DqdlKinds.ALL,
            AnomalyKinds.ALL)
        .flatMap(List::stream)
        .forEach(kind -> KINDS.put(kind.name(), kind));
  }

  private Catalogue() {}

  /** The names, sorted. */
  public static List<String> names() {
    return List.copyOf(KINDS.keySet());
  }

  /** Throws {@link IllegalExpectationException} where the expectation cannot be evaluated. */
  public static Statement read(Expectation expectation) {
    Kind kind = KINDS.get(expectation.name());
    if (kind == null) {
      throw new IllegalExpectationException(
          expectation.place(),
          "Unknown expectation \"%s\". %s"
              .formatted(expectation.name(), Nearest.remedy(expectation.name(), KINDS.keySet())));
    }
    Statement statement = Vacuous.of(expectation).orElseGet(() -> kind.of(expectation));
    if (expectation.severity() == Severity.QUARANTINE && statement.rowPredicate().isEmpty()) {
      throw new IllegalExpectationException(
          expectation.place(),
          "%s looks at more than one row at a time, so no single row can be kept back for it. Use severity fail or warn."
              .formatted(expectation.name()));
    }
    return statement;
  }
}

package io.lavra.quality.expectation;

import java.util.List;

/** An argument's value that only an imported suite has, and what it needs of the table. */
public sealed interface Imported permits ImportedCondition, ImportedTimes {
  List<ColumnUse> uses();
}

package io.lavra.run;

import io.lavra.lake.DataFile;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Provenance;
import io.lavra.project.FilesSource;
import io.lavra.project.Mode;
import io.lavra.table.measure.TableChange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a build changes its table. Decided once, from one reading of what the table was made from: if
 * that were asked twice and answered differently, rows would be added again, or lost.
 *
 * @param kind what becomes of the rows that are there
 * @param newFiles by input, the files that came since the last build, whose rows alone are
 *     conformed; empty if all of the input is read
 * @param since the version whose build read all that there was to read: this one, or one before;
 *     null if that is not known
 */
public record WritePlan(
    Kind kind, Optional<Map<String, List<DataFile>>> newFiles, @Nullable Long since) {

  /**
   * @param whole whether all rows are made anew, whatever the mode
   * @param again whether landing files are read a second time
   * @param inputs the pinned versions of the tables it reads
   * @throws io.lavra.lake.LakeException if an earlier version of an input cannot be looked at
   */
  public static WritePlan of(
      Blueprint blueprint,
      boolean whole,
      boolean again,
      Optional<TableVersion> base,
      Map<String, TableVersion> inputs) {
    Mode mode = blueprint.table().write().mode();
    Optional<Provenance> last = base.flatMap(Provenance::of);
    boolean conforms = blueprint.conform().isPresent();
    Optional<Map<String, List<DataFile>>> newFiles =
        conforms && !whole && (mode == Mode.APPEND || mode == Mode.MERGE)
            ? PreviousInputs.added(last, inputs, blueprint.reads())
            : Optional.empty();
    boolean anew = conforms ? newFiles.isEmpty() : whole && base.isPresent();
    Kind kind =
        blueprint.table().definition() instanceof FilesSource
            ? again ? Kind.MERGE : Kind.ADD
            : kind(mode, whole, anew);
    boolean all = conforms ? newFiles.isEmpty() : kind == Kind.REPLACE || base.isEmpty();
    Long since =
        all
            ? (Long) (base.map(TableVersion::version).orElse(-1L) + 1)
            : last.map(Provenance::since).orElse(null);
    return new WritePlan(kind, newFiles, since);
  }

  private static Kind kind(Mode mode, boolean whole, boolean anew) {
    return switch (mode) {
      case OVERWRITE -> Kind.REPLACE;
      case OVERWRITE_PARTITIONS -> whole ? Kind.REPLACE : Kind.REPLACE_PARTITIONS;
      case APPEND -> anew ? Kind.REPLACE : Kind.ADD;
      case MERGE -> anew ? Kind.REPLACE : Kind.MERGE;
    };
  }
}

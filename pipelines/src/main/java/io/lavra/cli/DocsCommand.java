package io.lavra.cli;

import com.google.common.collect.ImmutableMap;
import io.lavra.cli.output.Json;
import io.lavra.lake.LakeException;
import io.lavra.lake.io.WriteRights;
import io.lavra.project.Lake;
import io.lavra.quality.docs.LakeDocs;
import io.lavra.quality.docs.WriteSite;
import io.lavra.run.record.LakeState;
import io.lavra.site.GatherDocs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "docs",
    description = "Writes the lake's site: tables, checks, metrics, lineage, dictionary.")
final class DocsCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Where to (default: .lake/docs in the lake's folder; for other targets .lake/docs-TARGET).")
  @Nullable Path to;

  @Override
  public Integer call() throws IOException {
    common.start();
    common.noSubjects();
    Lake lake = common.lake();
    Path folder = to == null ? standard(lake) : to;
    if (!WriteRights.has(folder)) {
      throw new LakeException(WriteRights.refusal(folder) + ". Name another folder with --to DIR.");
    }
    LakeState state = LakeState.read(lake, common.target);
    LakeDocs docs = GatherDocs.of(lake, state, common.engine(lake));
    try {
      WriteSite.write(docs, folder);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    Path home = folder.resolve("index.html").toAbsolutePath().normalize();
    if (common.json()) {
      Json.print(ImmutableMap.of("site", home.toString(), "tables", docs.tables().size()));
    } else if (!common.quiet) {
      System.out.println(home);
    }
    Damage.complain(state.damage());
    return state.damage().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private Path standard(Lake lake) {
    String name = common.target.equals("local") ? "docs" : "docs-" + common.target;
    return lake.folder().resolve(".lake").resolve(name);
  }
}

package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.TextTable;
import io.lavra.lake.provision.S3Provision.Step;
import io.lavra.project.Lake;
import io.lavra.run.ProvisionTarget;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "provision",
    description = "Makes the buckets, rights and users that a target on MinIO needs.")
final class ProvisionCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Override
  public Integer call() throws IOException {
    common.start();
    common.noSubjects();
    Lake lake = common.lake();
    List<Step> steps = new ProvisionTarget(lake, lake.target(common.target)).provision();
    List<Map<String, @Nullable Object>> lines = steps.stream().map(ProvisionCommand::line).toList();
    if (common.json()) {
      Json.print(lines);
    } else if (!common.quiet) {
      TextTable text = new TextTable(List.of("what", "name", "outcome"));
      lines.forEach(line -> text.add(List.copyOf(line.values())));
      text.print(System.out);
    }
    return ExitCodes.OK;
  }

  private static Map<String, @Nullable Object> line(Step step) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("what", step.what());
    line.put("name", step.name());
    line.put("outcome", step.done().name().toLowerCase(Locale.ROOT));
    return line;
  }
}

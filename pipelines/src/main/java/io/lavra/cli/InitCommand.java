package io.lavra.cli;

import io.lavra.lake.io.PlacedOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Makes a new lake that runs.")
final class InitCommand implements Callable<Integer> {
  private static final List<String> FILES =
      List.of(
          "lake.yaml",
          "landing/orders_2026-01.csv",
          "bronze/orders.yaml",
          "silver/stg_orders.yaml",
          "gold/orders_by_day.yaml",
          "gold/orders_by_day.sql",
          "tests/silver.stg_orders.yaml");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say this, and do nothing.")
  boolean help;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder to make.")
  Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (Files.exists(folder.resolve("lake.yaml"))) {
      throw new UsageException("%s is a lake already. Name another folder.".formatted(folder));
    }
    for (String file : FILES) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.toAbsolutePath().getParent());
      try (InputStream in = InitCommand.class.getResourceAsStream("/init/" + file)) {
        if (in == null) {
          throw new IOException("The file " + file + " is missing from this build of Lavra.");
        }
        PlacedOutput.write(
            target,
            new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("NAME", name())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    System.out.printf("A lake is in %s. Next: lavra run %s%n", folder, folder);
    return ExitCodes.OK;
  }

  private String name() {
    String name =
        folder
            .toAbsolutePath()
            .normalize()
            .getFileName()
            .toString()
            .toLowerCase(java.util.Locale.ROOT);
    String plain = name.replaceAll("[^a-z0-9-]+", "-").replaceAll("^[^a-z]+|-+$", "");
    return plain.isEmpty() ? "lake" : plain;
  }
}

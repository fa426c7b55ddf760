package io.lavra.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Order;
import io.lavra.project.Lake;
import io.lavra.table.lineage.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where every column of the lake that ships comes from, word for word. */
class NovaCorrenteLineageTest {
  private static final Path EXPECTED = Path.of("src/test/resources/nova-corrente-lineage.txt");

  @Test
  void everyColumn() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Catalog catalog = new Catalog()) {
      Lake lake = Lake.read(Path.of("lakes/nova-corrente"), name -> null);
      Order order = Order.of(lake, catalog);
      Map<String, Blueprint> blueprints = Blueprints.draw(lake, order, catalog, Map.of(), "");
      blueprints.forEach(
          (name, blueprint) ->
              text.append("== %s\n%s\n".formatted(name, TableLineage.of(blueprint, catalog))));
    }
    assertEquals(Files.readString(EXPECTED), text.toString());
  }
}

package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lake that ships reads well, without any variable set. */
class NovaCorrenteTest {
  @Test
  void read() {
    Lake lake = Lake.read(Path.of("lakes/nova-corrente"), name -> null);
    assertEquals(
        List.of(
            "bronze.code",
            "bronze.docs",
            "bronze.erp_demand",
            "bronze.erp_items",
            "bronze.erp_towers",
            "bronze.ibge_municipalities",
            "bronze.inmet_weather",
            "bronze.web_events",
            "gold.dim_items",
            "gold.dim_time",
            "gold.dim_towers",
            "gold.fact_demand",
            "gold.fact_forecasts",
            "gold.fact_inventory",
            "gold.text_embeddings",
            "silver.code_symbols",
            "silver.demand_monthly",
            "silver.doc_chunks",
            "silver.search_texts",
            "silver.stg_demand",
            "silver.stg_events",
            "silver.stg_items",
            "silver.stg_municipalities",
            "silver.stg_towers",
            "silver.stg_weather"),
        List.copyOf(lake.tables().keySet()));
  }
}

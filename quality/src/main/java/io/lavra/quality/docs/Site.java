package io.lavra.quality.docs;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a lake's site: pages, a style sheet and two scripts. They need no network and no
 * server, and equal records make equal files.
 */
public final class Site {
  /** In every page of a site, and so in the one by which a folder is known to hold a site. */
  static final String MARK = "<meta name=\"generator\" content=\"Lavra\">";

  private static final TemplateEngine PAGES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Site.class.getClassLoader(), "io.lavra.quality.docs");

  private Site() {}

  /** The files by their paths, with {@code /}. */
  public static SortedMap<String, String> files(LakeDocs lake) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("index.html", page("home", Map.of("lake", lake)));
    files.put(
        "lineage.html",
        page(
            "lineage",
            Map.of(
                "lake",
                lake,
                "tables",
                DrawGraph.tables(lake),
                "columns",
                DrawGraph.columns(lake))));
    files.put("dictionary.html", page("dictionary", Map.of("lake", lake)));
    for (TableDocs table : lake.tables()) {
      files.put(FileNames.table(table.name()), page("table", Map.of("lake", lake, "table", table)));
    }
    for (String file : new String[] {"style.css", "theme.js", "site.js"}) {
      files.put(file, resource(file));
    }
    files.put("search.js", SearchEntries.script(lake));
    return files;
  }

  private static String page(String name, Map<String, Object> values) {
    TemplateOutput output = new StringOutput();
    PAGES.render(name + ".jte", values, output);
    return output.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

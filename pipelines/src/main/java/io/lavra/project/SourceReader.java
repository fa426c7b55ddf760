package io.lavra.project;

import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.source.files.BadFiles;
import io.lavra.source.files.ChangingFiles;
import io.lavra.source.git.GitFiles;
import io.lavra.words.Notes;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code source}. */
final class SourceReader {
  private static final List<String> KINDS = List.of("files", "git", "documents");
  private static final List<String> LATER = List.of("jdbc", "http");
  private static final Map<String, Format> FORMATS =
      Map.of("csv", Format.CSV, "json", Format.JSON, "jsonl", Format.JSONL);

  private static final Map<String, BadFiles> BAD_FILES =
      Map.of("fail", BadFiles.FAIL, "quarantine", BadFiles.QUARANTINE);

  private static final Map<String, ChangingFiles> CHANGING_FILES =
      Map.of("wait", ChangingFiles.WAIT, "fail", ChangingFiles.FAIL);

  private final Section source;
  private final Variables variables;

  SourceReader(Section source, Variables variables) {
    this.source = source;
    this.variables = variables;
  }

  Optional<Definition> read() {
    for (String later : LATER) {
      if (source.has(later)) {
        source.wrong(
            later, "Source \"%s\" is not there yet.".formatted(later), "Use files for now.");
        return Optional.empty();
      }
    }
    List<String> kinds = KINDS.stream().filter(source::has).toList();
    if (kinds.size() != 1) {
      reportKinds(kinds);
      return Optional.empty();
    }
    return switch (kinds.get(0)) {
      case "files" -> files();
      case "git" -> git();
      default -> documents();
    };
  }

  private void reportKinds(List<String> kinds) {
    if (kinds.isEmpty()) {
      source.only(
          "files",
          "git",
          "documents",
          "format",
          "csv",
          "bad-files",
          "changing-files",
          "ref",
          "include",
          "exclude");
    }
    String problem =
        kinds.isEmpty()
            ? "The source names nothing to read."
            : "The source has %s.".formatted(String.join(" and ", kinds));
    source.wrong("", problem, "Give it one of files, git, documents.");
  }

  private Optional<Definition> files() {
    source.only("files", "format", "csv", "bad-files", "changing-files");
    String glob = expanded("files");
    source.required("format", "Add format: csv, json or jsonl.");
    Optional<Format> format =
        source.choice("format", FORMATS, Set.of("xml", "parquet", "fixed-width"));
    if (source.has("csv") && format.isPresent() && format.get() != Format.CSV) {
      source.wrong("csv", "\"csv\" is for format: csv.", "Remove it, or correct the format.");
    }
    CsvOptions csv = source.section("csv").map(this::csv).orElse(CsvOptions.DEFAULT);
    BadFiles bad = source.choice("bad-files", BAD_FILES, Set.of()).orElse(BadFiles.FAIL);
    ChangingFiles changing =
        source.choice("changing-files", CHANGING_FILES, Set.of()).orElse(ChangingFiles.WAIT);
    return format.map(found -> new FilesSource(glob, found, csv, bad, changing));
  }

  private CsvOptions csv(Section csv) {
    csv.only("delimiter", "encoding", "quote", "skip-lines", "header", "names");
    boolean header = csv.flag("header", true);
    List<String> names = csv.texts("names");
    if (!header && names.isEmpty()) {
      csv.wrong("header", "A file without a header needs names.", "Add names: [a, b, …].");
    }
    if (header && !names.isEmpty()) {
      csv.wrong("names", "The header names the columns already.", "Remove it, or header: false.");
    }
    String quote =
        csv.text("quote").filter(String::isEmpty).isPresent()
            ? ""
            : csv.character("quote").map(String::valueOf).orElse(CsvOptions.DEFAULT.quote());
    String delimiter =
        csv.character("delimiter").map(String::valueOf).orElse(CsvOptions.DEFAULT.delimiter());
    return new CsvOptions(
        delimiter, quote, encoding(csv), csv.count("skip-lines", 0), header, names);
  }

  private static String encoding(Section csv) {
    String written = csv.text("encoding").orElse(CsvOptions.DEFAULT.encoding());
    try {
      if (Charset.isSupported(written)) {
        return Charset.forName(written).name();
      }
    } catch (IllegalCharsetNameException e) {
      // said below, as for any other name that is none
    }
    csv.wrong(
        "encoding",
        "Unknown encoding %s.".formatted(Notes.quote(written)),
        "Use UTF-8, ISO-8859-1, windows-1252, or another that Java knows.");
    return CsvOptions.DEFAULT.encoding();
  }

  private Optional<Definition> git() {
    source.only("git", "ref", "include", "exclude");
    List<String> include = source.has("include") ? source.texts("include") : List.of("**");
    List<String> exclude = source.texts("exclude");
    requirePatterns("include", include);
    requirePatterns("exclude", exclude);
    String ref = source.text("ref").orElse("HEAD");
    return Optional.of(new GitSource(expanded("git"), ref, include, exclude));
  }

  private void requirePatterns(String key, List<String> patterns) {
    for (String pattern : patterns) {
      if (!GitFiles.isPattern(pattern)) {
        String problem = "The pattern %s opens a { and never closes it.";
        source.wrong(key, problem.formatted(Notes.quote(pattern)), "Close it with }.");
      }
    }
  }

  private Optional<Definition> documents() {
    source.only("documents");
    return Optional.of(new DocumentsSource(expanded("documents")));
  }

  private String expanded(String key) {
    String written = source.text(key).orElse("");
    return variables.expand(written, source.place(key), source.notes().problems());
  }
}

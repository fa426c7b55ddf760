package io.lavra.source.git;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Guesses the language of a file from its name alone. */
final class GitLanguage {
  private static final Map<String, String> BY_NAME =
      Map.of("dockerfile", "dockerfile", "makefile", "make", "jenkinsfile", "groovy");

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("bash", "shell"),
          Map.entry("c", "c"),
          Map.entry("cc", "c++"),
          Map.entry("cpp", "c++"),
          Map.entry("cs", "c#"),
          Map.entry("css", "css"),
          Map.entry("go", "go"),
          Map.entry("gradle", "groovy"),
          Map.entry("groovy", "groovy"),
          Map.entry("h", "c"),
          Map.entry("hpp", "c++"),
          Map.entry("htm", "html"),
          Map.entry("html", "html"),
          Map.entry("ipynb", "notebook"),
          Map.entry("java", "java"),
          Map.entry("js", "javascript"),
          Map.entry("json", "json"),
          Map.entry("jsx", "javascript"),
          Map.entry("kt", "kotlin"),
          Map.entry("md", "markdown"),
          Map.entry("php", "php"),
          Map.entry("properties", "properties"),
          Map.entry("proto", "protobuf"),
          Map.entry("py", "python"),
          Map.entry("pyi", "python"),
          Map.entry("r", "r"),
          Map.entry("rb", "ruby"),
          Map.entry("rs", "rust"),
          Map.entry("scala", "scala"),
          Map.entry("sh", "shell"),
          Map.entry("sql", "sql"),
          Map.entry("swift", "swift"),
          Map.entry("tf", "terraform"),
          Map.entry("toml", "toml"),
          Map.entry("ts", "typescript"),
          Map.entry("tsx", "typescript"),
          Map.entry("txt", "text"),
          Map.entry("xml", "xml"),
          Map.entry("yaml", "yaml"),
          Map.entry("yml", "yaml"));

  private GitLanguage() {}

  static Optional<String> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String known = BY_NAME.get(name);
    return Optional.ofNullable(
        known != null ? known : BY_EXTENSION.get(name.substring(name.lastIndexOf('.') + 1)));
  }
}

package io.lavra.code;

import java.util.Optional;
import org.treesitter.TSLanguage;
import org.treesitter.TSQuery;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterPython;

/**
 * A language whose symbols are known, and the tree-sitter query that finds them. Its captures: a
 * kind of symbol with its {@code @name}; {@code @package}; {@code @comment}, documentation that
 * stands before a symbol; {@code @documented} with {@code @doc}, documentation inside it; {@code
 * @branch}. Shared by all threads and never closed.
 */
enum Grammar {
  JAVA(
      new TreeSitterJava(),
      """
      (package_declaration [(identifier) (scoped_identifier)] @package)
      (class_declaration name: (identifier) @name) @class
      (interface_declaration name: (identifier) @name) @interface
      (record_declaration name: (identifier) @name) @record
      (enum_declaration name: (identifier) @name) @enum
      (annotation_type_declaration name: (identifier) @name) @annotation
      (method_declaration name: (identifier) @name) @method
      (constructor_declaration name: (identifier) @name) @constructor
      (compact_constructor_declaration name: (identifier) @name) @constructor
      (block_comment) @comment
      [(if_statement) (for_statement) (enhanced_for_statement) (while_statement) (do_statement)
       (catch_clause) (ternary_expression)] @branch
      (switch_label (_)) @branch
      ["&&" "||"] @branch
      """),
  PYTHON(
      new TreeSitterPython(),
      """
      (class_definition name: (identifier) @name) @class
      (function_definition name: (identifier) @name) @function
      (class_definition body: (block . (expression_statement (string) @doc))) @documented
      (function_definition body: (block . (expression_statement (string) @doc))) @documented
      [(if_statement) (elif_clause) (for_statement) (while_statement) (except_clause)
       (conditional_expression) (boolean_operator) (case_clause) (for_in_clause) (if_clause)] @branch
      """);

  private final TSLanguage language;
  private final TSQuery query;

  Grammar(TSLanguage language, String query) {
    this.language = language;
    this.query = new TSQuery(language, query);
  }

  static Optional<Grammar> of(String language) {
    return switch (language) {
      case "java" -> Optional.of(JAVA);
      case "python" -> Optional.of(PYTHON);
      default -> Optional.empty();
    };
  }

  TSLanguage language() {
    return language;
  }

  TSQuery query() {
    return query;
  }

  /** What qualifies a file's outermost names where the file does not say it itself. */
  String defaultPackage(String path) {
    if (this == JAVA) {
      return "";
    }
    String module = path.replaceFirst("\\.pyi?$", "").replaceFirst("(^|/)__init__$", "");
    return module.replaceFirst("^src/", "").replace('/', '.');
  }
}

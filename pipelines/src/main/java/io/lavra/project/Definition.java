package io.lavra.project;

/** What a table is made from. */
public sealed interface Definition
    permits FilesSource, GitSource, DocumentsSource, Conform, Query, Transformed {
  /** Whether this brings data into the lake: what bronze tables are made from. */
  default boolean isSource() {
    return this instanceof FilesSource
        || this instanceof GitSource
        || this instanceof DocumentsSource;
  }
}

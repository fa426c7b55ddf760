package io.lavra.project;

/** What a table is made from. */
public sealed interface Definition
    permits FilesSource, GitSource, DocumentsSource, Conform, Query, Transformed {}

package io.lavra.project;

/**
 * Text, Markdown and HTML files.
 *
 * @param glob relative to the lake folder, or absolute
 */
public record DocumentsSource(String glob) implements Definition {}

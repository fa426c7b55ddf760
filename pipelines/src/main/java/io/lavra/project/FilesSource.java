package io.lavra.project;

/**
 * Landing files.
 *
 * @param glob relative to the lake folder, absolute, or {@code s3://}
 * @param csv how {@link Format#CSV} is written; the defaults for other formats
 */
public record FilesSource(String glob, Format format, CsvOptions csv) implements Definition {}

package io.lavra.project;

import io.lavra.source.files.BadFiles;
import io.lavra.source.files.ChangingFiles;

/**
 * Landing files.
 *
 * @param glob relative to the lake folder, absolute, or {@code s3://}
 * @param csv how {@link Format#CSV} is written; the defaults for other formats
 * @param bad what becomes of files that cannot be read
 * @param changing what becomes of files that change while they are read
 */
public record FilesSource(
    String glob, Format format, CsvOptions csv, BadFiles bad, ChangingFiles changing)
    implements Definition {}

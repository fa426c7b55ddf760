/** CSV, JSON and JSON lines, record by record, with nothing lost. */
@NullMarked
package io.lavra.source.files;

import org.jspecify.annotations.NullMarked;

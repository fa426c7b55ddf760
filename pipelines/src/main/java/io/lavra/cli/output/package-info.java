/** How commands print: tables for people, JSON and CSV for programs, a run's progress. */
@NullMarked
package io.lavra.cli.output;

import org.jspecify.annotations.NullMarked;

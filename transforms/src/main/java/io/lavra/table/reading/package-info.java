/** How text becomes typed values: exactly what a column declares, and nothing else. */
@org.jspecify.annotations.NullMarked
package io.lavra.table.reading;

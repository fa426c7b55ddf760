/** What the site of a lake tells, gathered from the lake's definitions, tables and records. */
@org.jspecify.annotations.NullMarked
package io.lavra.site;

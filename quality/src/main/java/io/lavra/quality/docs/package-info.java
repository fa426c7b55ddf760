/** The site of a lake: plain records in, pages out. */
@org.jspecify.annotations.NullMarked
package io.lavra.quality.docs;

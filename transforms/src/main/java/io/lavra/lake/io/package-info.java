/**
 * Scratch and temporary folders for this process alone, and what disks and servers refuse, in words
 * with a remedy.
 */
@NullMarked
package io.lavra.lake.io;

import org.jspecify.annotations.NullMarked;

/** Where rows come from: landing folders and their files, and what of them is new. */
@NullMarked
package io.lavra.source;

import org.jspecify.annotations.NullMarked;

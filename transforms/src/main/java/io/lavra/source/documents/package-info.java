/** Text, Markdown and HTML as sections of text. */
@NullMarked
package io.lavra.source.documents;

import org.jspecify.annotations.NullMarked;

/** What a table's columns look like: types, completeness, spread, shapes, keys, personal data. */
@NullMarked
package io.lavra.quality.profile;

import org.jspecify.annotations.NullMarked;

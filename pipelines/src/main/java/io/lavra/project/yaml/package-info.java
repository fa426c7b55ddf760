/** YAML as it was written: texts with their places, read strictly. */
@NullMarked
package io.lavra.project.yaml;

import org.jspecify.annotations.NullMarked;

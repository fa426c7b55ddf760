/** Plans and makes whole again what is damaged. */
@NullMarked
package io.lavra.run.repair;

import org.jspecify.annotations.NullMarked;

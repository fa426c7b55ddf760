/** Tells people that a run went wrong: a webhook as Slack has them, and mail. */
@NullMarked
package io.lavra.alerts;

import org.jspecify.annotations.NullMarked;

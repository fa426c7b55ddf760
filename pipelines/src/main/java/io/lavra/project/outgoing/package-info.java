/** What a lake sends to others: alerts, metrics and lineage, as lake.yaml says. */
@NullMarked
package io.lavra.project.outgoing;

import org.jspecify.annotations.NullMarked;

/**
 * Runnable samples as one program. Each command is a small class of its own; what they share
 * (charts, figures as JSON, the progress bar, finding data) stands beside them.
 */
@NullMarked
package io.github.ginestra.samples;

import org.jspecify.annotations.NullMarked;

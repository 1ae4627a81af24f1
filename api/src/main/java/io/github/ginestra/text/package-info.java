/** Text as tokens. */
@NullMarked
package io.github.ginestra.text;

import org.jspecify.annotations.NullMarked;

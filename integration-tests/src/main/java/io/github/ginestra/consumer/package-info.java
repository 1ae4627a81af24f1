/** A program as a user would write it: it imports the API and knows no engine. */
@NullMarked
package io.github.ginestra.consumer;

import org.jspecify.annotations.NullMarked;

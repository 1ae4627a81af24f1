/** How good a classifier is: the confusion matrix and the scores that follow from it. */
@NullMarked
package io.github.ginestra.evaluation;

import org.jspecify.annotations.NullMarked;

/**
 * Export of histories, evaluations, predictions, cross-validations, provenances and explanations as
 * CSV and JSON ({@link io.github.ginestra.export.Export}).
 */
@NullMarked
package io.github.ginestra.export;

import org.jspecify.annotations.NullMarked;

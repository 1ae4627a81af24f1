/**
 * Ginestra on Apache Spark: trained models as values that travel to executors, functions for SQL
 * and Python, stages of ML pipelines, and cross-validation whose folds are trained as Spark tasks.
 *
 * <p>Models run in plain Java on the executors: no natives, no threads, nothing to install.
 */
@NullMarked
package io.github.ginestra.spark;

import org.jspecify.annotations.NullMarked;

package io.github.ginestra.cli;

import org.jspecify.annotations.Nullable;

/**
 * What a model is trained, validated and tested on.
 *
 * @param train what it learns from
 * @param validation what is measured after each epoch; null for what the configuration holds out
 * @param test what it is tested on at the end; null for no test
 */
record Parts<D>(D train, @Nullable D validation, @Nullable D test) {}

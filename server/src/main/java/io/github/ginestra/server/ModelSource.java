package io.github.ginestra.server;

import io.github.ginestra.model.TrainedModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from: one of both.
 *
 * @param file a file, loaded again when it changes
 * @param model a model of the program, which the program closes
 */
record ModelSource(@Nullable Path file, @Nullable TrainedModel model) {}

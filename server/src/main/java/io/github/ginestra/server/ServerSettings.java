package io.github.ginestra.server;

import io.github.ginestra.data.Examples;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a builder has collected.
 *
 * @param models name → where the model comes from, in order
 * @param port 0 for any
 * @param test texts whose labels are known; null for none
 * @param backend what runs models of files; null for the default
 * @param quantized whether weights of files are rounded to 8 bits
 * @param reloadInterval between two checks of the files
 * @param log receives messages for the operator
 */
record ServerSettings(
    Map<String, ModelSource> models,
    String host,
    int port,
    boolean playground,
    @Nullable Examples test,
    @Nullable String backend,
    boolean quantized,
    Duration reloadInterval,
    Consumer<String> log,
    Limits limits) {}

/**
 * Trained models as an HTTP service: {@link io.github.ginestra.server.ModelServer}. Requests and
 * answers are JSON; generated text comes as server-sent events. In {@linkplain
 * io.github.ginestra.server.ModelServerBuilder#playground() playground} mode the same server also
 * has a page for people, on which models can be tried and trained.
 *
 * <p>Traps: there is no authentication and no encryption. By default the server listens on the
 * loopback address; for other machines, put a proxy before it that has both.
 */
@NullMarked
package io.github.ginestra.server;

import org.jspecify.annotations.NullMarked;

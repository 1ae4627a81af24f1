/**
 * The command {@code ginestra}: trains models on data of any format, and uses them. Each subcommand
 * is a class, which {@link io.github.ginestra.cli.Ginestra} lists; what several subcommands share
 * is a class of options.
 */
@NullMarked
package io.github.ginestra.cli;

import org.jspecify.annotations.NullMarked;

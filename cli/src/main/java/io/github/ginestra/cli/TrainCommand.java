package io.github.ginestra.cli;

import picocli.CommandLine.Command;

/** The subcommand {@code train}, which has one of its own for each kind of model. */
@Command(
    name = "train",
    description = "Trains a model.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "KIND",
    subcommands = {
      TrainClassifierCommand.class,
      TrainMultiLabelCommand.class,
      TrainTaggerCommand.class,
      TrainLanguageCommand.class
    })
final class TrainCommand {}

package io.github.ginestra.cli;

import java.io.IOException;

/** Thrown if results cannot be written to standard output: it is closed, or its disk is full. */
final class ClosedOutputException extends IOException {
  private static final long serialVersionUID = 1;

  ClosedOutputException() {
    super("cannot write to standard output: it is closed, or its disk is full");
  }
}

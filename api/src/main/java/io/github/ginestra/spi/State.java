package io.github.ginestra.spi;

/**
 * The hidden state of one sequence that is read step by step. It is created by {@link
 * Stepper#start()} and updated only by that stepper; its contents are known to the backend only. It
 * is in Java memory and needs no release. Not safe for concurrent use.
 */
public interface State {

  /** {@return an independent copy of the state} */
  State copy();
}

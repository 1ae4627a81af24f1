package io.github.ginestra.spi;

/**
 * What a network remembers of one sequence that it reads step by step. Made by {@link
 * Stepper#start()} and moved on by that stepper alone; only the network knows what it holds. It
 * takes plain Java memory and need not be released. Not safe for several threads at once.
 */
public interface State {

  /**
   * Makes an independent state that stands at the same place.
   *
   * @return a copy
   */
  State copy();
}

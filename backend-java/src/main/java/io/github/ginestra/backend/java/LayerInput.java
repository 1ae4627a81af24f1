package io.github.ginestra.backend.java;

/**
 * What a layer reads: the way from there to its gates, in each direction, and back. What works on
 * lanes may run for different lanes at once.
 */
interface LayerInput {

  /** Notes tasks to be done before any lane is read. */
  default void addTasks(Team team) {}

  /** Sets the gates' rows of some lanes to what the gates get from below, biases included. */
  void forward(int from, int to, Scratch scratch);

  /** Computes, where it is wanted, the gradients of the input of some lanes. */
  void backward(int from, int to, Scratch scratch);

  /** Notes the tasks that make the gradients of the weights, of which none needs another. */
  void addGradientTasks(Team team);

  /** Notes the tasks that need what the first ones made. */
  default void addLastGradientTasks(Team team) {}
}

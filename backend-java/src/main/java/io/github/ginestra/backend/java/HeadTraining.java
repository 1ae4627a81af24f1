package io.github.ginestra.backend.java;

import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Loss;
import org.jspecify.annotations.Nullable;

/** The head of a network in training: from the last layer's output to the loss, and back. */
interface HeadTraining {

  /**
   * Makes room for a batch.
   *
   * @param firstStep the first step that is answered, of heads at each step
   * @param endStep the step after the last
   */
  void begin(BatchRows rows, int firstStep, int endStep, @Nullable RowDropout dropout);

  /** Computes the logits of some lanes. */
  void forward(int from, int to, Scratch scratch);

  /** The logits in the order of the batch; rows of padding are empty. */
  float[][] logits();

  /**
   * Computes the loss and the gradients of the logits.
   *
   * @param share what these are multiplied with
   */
  double loss(Loss loss, Targets targets, float share, Team team);

  /** Hands the gradients of the last layer's output of some lanes to that layer. */
  void backward(int from, int to, Scratch scratch);

  /** Notes the tasks that make the gradients of the weights. */
  void addGradientTasks(Team team);
}

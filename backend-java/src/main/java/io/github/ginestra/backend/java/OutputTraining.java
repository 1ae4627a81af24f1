package io.github.ginestra.backend.java;

/**
 * The output weights in training: logits = x·W + b. They are a matrix of their own or, where they
 * are tied, the embedding table.
 */
final class OutputTraining {
  private final Products products;
  private final Parameter weight; // (W, L), or tied (L, W)
  private final Parameter bias;
  private final boolean tied;

  OutputTraining(Products products, Parameter weight, Parameter bias, boolean tied) {
    this.products = products;
    this.weight = weight.keepTurned();
    this.bias = bias;
    this.tied = tied;
  }

  /** L. */
  int outputs() {
    return bias.width();
  }

  /** W. */
  int width() {
    return tied ? weight.width() : weight.count();
  }

  void forward(float[][] inputs, float[][] logits, int first, int count) {
    for (int row = first; row < first + count; row++) {
      System.arraycopy(bias.vector(), 0, logits[row], 0, outputs());
    }
    float[][] down = tied ? weight.turned() : weight.values();
    products.add(logits, first, inputs, first, count, down, width(), outputs());
  }

  /** Adds the gradients of the inputs. */
  void backward(float[][] inputGradients, float[][] gradients, int first, int count) {
    float[][] up = tied ? weight.values() : weight.turned();
    products.add(inputGradients, first, gradients, first, count, up, outputs(), width());
  }

  /** Notes the tasks that add the gradients of the weights over some rows. */
  void addGradientTasks(Team team, float[][] inputs, float[][] gradients, int first, int end) {
    float[][] a = tied ? gradients : inputs;
    float[][] b = tied ? inputs : gradients;
    team.addParts(
        weight.count(),
        (from, to) ->
            products.addTransposed(
                weight.gradient(), from, to, a, 0, b, first, end, weight.width()));
    team.add(
        () -> {
          for (int row = first; row < end; row++) {
            PlainProducts.addOne(bias.gradient()[0], gradients[row], 1, outputs());
          }
        });
  }
}

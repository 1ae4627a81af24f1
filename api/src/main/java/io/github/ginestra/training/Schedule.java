package io.github.ginestra.training;

/**
 * How the learning rate changes over a training, as a factor of {@link
 * TrainingOptions#learningRate()}.
 */
public enum Schedule {
  /** The learning rate stays as it is. */
  CONSTANT {
    @Override
    double factor(double progress) {
      return 1;
    }
  },

  /**
   * One cycle (Smith and Topin, 2018): from 1/25 up to 1 over the first 30 % of the steps, then
   * down to 1/250,000 at the last, each along half a cosine.
   */
  ONE_CYCLE {
    @Override
    double factor(double progress) {
      return progress < PEAK
          ? halfCosine(1 / 25.0, 1, progress / PEAK)
          : halfCosine(1, 1 / 250_000.0, (progress - PEAK) / (1 - PEAK));
    }
  },

  /** From 1 down to 0 along half a cosine (Loshchilov and Hutter, 2017). */
  COSINE {
    @Override
    double factor(double progress) {
      return halfCosine(1, 0, progress);
    }
  };

  private static final double PEAK = 0.3;

  private static double halfCosine(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }

  /**
   * The factor at a point of the training.
   *
   * @param progress the share of the steps already made, from 0 at the first to 1 at the last
   * @return the factor, in [0, 1]
   */
  abstract double factor(double progress);

  /**
   * Returns the factor of one step.
   *
   * @param step the step's number, from 0
   * @param steps how many steps the whole training has; more than {@code step}
   * @return what the learning rate is multiplied by, in [0, 1]
   * @throws IllegalArgumentException if {@code step} is not in [0, steps)
   */
  public double factor(long step, long steps) {
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException("step (" + step + ") must be in [0, " + steps + ")");
    }
    return factor(steps == 1 ? 0 : (double) step / (steps - 1));
  }
}

package io.github.ginestra.training;

/**
 * How the learning rate changes over a training, as a factor of {@link
 * TrainingOptions#learningRate()}.
 */
public enum Schedule {
  /** The learning rate stays as it is. */
  CONSTANT {
    @Override
    double at(long step, long steps) {
      return 1;
    }
  },

  /**
   * One cycle (Smith and Topin, 2018): from 1/25 up to 1 over the first 30 % of the steps, then
   * down to 1/250,000 at the last, each along half a cosine. The same numbers as those of PyTorch's
   * {@code OneCycleLR} with its defaults.
   */
  ONE_CYCLE {
    @Override
    double at(long step, long steps) {
      double peak = RISING * steps - 1;
      return step <= peak
          ? halfCosine(LOWEST_FIRST, 1, step / peak)
          : halfCosine(1, LOWEST_LAST, (step - peak) / (steps - 1 - peak));
    }
  },

  /** From 1 at the first step down to 0 along half a cosine (Loshchilov and Hutter, 2017). */
  COSINE {
    @Override
    double at(long step, long steps) {
      return halfCosine(1, 0, (double) step / (steps - 1));
    }
  };

  private static final double RISING = 0.3;
  private static final double LOWEST_FIRST = 1 / 25.0;
  private static final double LOWEST_LAST = 1 / 250_000.0;

  private static double halfCosine(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }

  /** The factor of a step of a training of two steps or more. */
  abstract double at(long step, long steps);

  /**
   * Returns the factor of one step.
   *
   * @param step the step's number, from 0
   * @param steps how many steps the whole training has; more than {@code step}. The only step of a
   *     training has the factor 1
   * @return what the learning rate is multiplied by, in [0, 1]
   * @throws IllegalArgumentException if {@code step} is not in [0, steps)
   */
  public double factor(long step, long steps) {
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException("step (" + step + ") must be in [0, " + steps + ")");
    }
    return steps == 1 ? 1 : at(step, steps);
  }
}

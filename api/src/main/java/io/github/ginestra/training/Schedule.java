package io.github.ginestra.training;

import io.github.ginestra.internal.Checks;

/**
 * How the learning rate changes over a training, as a factor of {@link
 * TrainingOptions#learningRate()}. A pure function of the step and of the epochs made so far.
 * Immutable.
 */
public sealed interface Schedule {
  /** The learning rate stays as it is. */
  Schedule CONSTANT = new Constant();

  /** One cycle, see {@link OneCycle}. */
  Schedule ONE_CYCLE = new OneCycle();

  /** Half a cosine from the first step to the last, without warm-up; see {@link Cosine}. */
  Schedule COSINE = new Cosine(0);

  /**
   * Rises, then falls along half a cosine; see {@link Cosine}.
   *
   * @param warmUp the fraction of the steps over which the learning rate rises, in [0, 1); 0.05 to
   *     0.1 is usual
   * @return the schedule
   * @throws IllegalArgumentException if out of range
   */
  static Schedule cosine(double warmUp) {
    return new Cosine(warmUp);
  }

  /**
   * Falls whenever validation no longer gets better; see {@link ReduceOnPlateau}. It needs
   * validation.
   *
   * @param factor what the learning rate is multiplied by each time, in (0, 1); 0.1 to 0.5 is usual
   * @param patience after how many epochs in a row without a new lowest validation loss, 1 or more
   * @return the schedule
   * @throws IllegalArgumentException if a number is out of its range
   */
  static Schedule reduceOnPlateau(double factor, int patience) {
    return new ReduceOnPlateau(factor, patience);
  }

  /**
   * Returns the factor of one step.
   *
   * @param step the step's number, from 0
   * @param steps how many steps the whole training has; more than {@code step}
   * @param past the epochs before the step's own
   * @return what the learning rate is multiplied by, in [0, 1]
   * @throws IllegalArgumentException if {@code step} is not in [0, steps)
   */
  double factor(long step, long steps, TrainingHistory past);

  /** The learning rate stays as it is. */
  record Constant() implements Schedule {
    @Override
    public double factor(long step, long steps, TrainingHistory past) {
      check(step, steps, past);
      return 1;
    }
  }

  /**
   * One cycle (Smith and Topin, 2018): from 1/25 up to 1 over the first 30 % of the steps, then
   * down to 1/250,000 at the last, each along half a cosine. The same numbers as those of PyTorch's
   * {@code OneCycleLR} with its defaults. The only step of a training has the factor 1.
   */
  record OneCycle() implements Schedule {
    private static final double RISING = 0.3;
    private static final double LOWEST_FIRST = 1 / 25.0;
    private static final double LOWEST_LAST = 1 / 250_000.0;

    @Override
    public double factor(long step, long steps, TrainingHistory past) {
      check(step, steps, past);
      double peak = RISING * steps - 1;
      if (steps == 1) {
        return 1;
      }
      return step <= peak
          ? halfCosine(LOWEST_FIRST, 1, step / peak)
          : halfCosine(1, LOWEST_LAST, (step - peak) / (steps - 1 - peak));
    }
  }

  /**
   * From 1 down to 0 at the last step along half a cosine (Loshchilov and Hutter, 2017), after a
   * straight rise (Goyal et al., 2017). Of W = ⌊warmUp · steps⌋ steps, the step i has the factor (i
   * + 1) / (W + 1), so that the one after them is the first with 1. The only step of a training has
   * the factor 1.
   *
   * @param warmUp the fraction of the steps over which the learning rate rises, in [0, 1)
   */
  record Cosine(double warmUp) implements Schedule {

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if out of range
     */
    public Cosine {
      Checks.fraction(warmUp, "warmUp");
    }

    @Override
    public double factor(long step, long steps, TrainingHistory past) {
      check(step, steps, past);
      long rising = (long) (warmUp * steps);
      if (step < rising) {
        return (step + 1.0) / (rising + 1);
      }
      return steps - rising == 1
          ? 1
          : halfCosine(1, 0, (double) (step - rising) / (steps - 1 - rising));
    }
  }

  /**
   * 1, multiplied by the factor whenever the validation loss has not fallen below its lowest for
   * this number of epochs in a row; the epochs are then counted anew. The step's number does not
   * matter.
   *
   * @param factor what the learning rate is multiplied by, in (0, 1)
   * @param patience how many epochs, 1 or more
   */
  record ReduceOnPlateau(double factor, int patience) implements Schedule {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ReduceOnPlateau {
      Checks.positive(Checks.fraction(factor, "factor"), "factor");
      Checks.positive(patience, "patience");
    }

    @Override
    public double factor(long step, long steps, TrainingHistory past) {
      check(step, steps, past);
      double lowest = Double.POSITIVE_INFINITY;
      double product = 1;
      int waited = 0;
      for (EpochMetrics epoch : past.epochs()) {
        double loss = epoch.validationLoss().orElse(Double.POSITIVE_INFINITY);
        waited = loss < lowest ? 0 : waited + 1;
        lowest = Math.min(lowest, loss);
        if (waited == patience) {
          product *= factor;
          waited = 0;
        }
      }
      return product;
    }
  }

  private static double halfCosine(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }

  private static void check(long step, long steps, TrainingHistory past) {
    Checks.notNull(past, "past");
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException("step (" + step + ") must be in [0, " + steps + ")");
    }
  }
}

package io.github.ginestra.backend.java;

/**
 * The hyperbolic tangent as a quotient of two polynomials: multiplications, additions, one
 * division, no branch and no table, so that the compiler makes vector instructions of the loop
 * around it.
 *
 * <p>The coefficients minimise the greatest error of x·P(x²)/Q(x²) over [-7.9, 7.9], P and Q of
 * degree 4, to 3·10⁻⁹ in real arithmetic. They were found by least squares whose weights follow the
 * error (Lawson, 1961), the denominator made linear by the quotient of the round before (Sanathanan
 * and Koerner, 1963). Beyond ±7.9 the value stays that of the bound, which is 3·10⁻⁷ below 1.
 * Rounding in floats makes the error at most {@link #ERROR} in all; no value is beyond ±1, and NaN
 * stays NaN.
 */
final class Tanh {
  /** The greatest difference to the true value. Of the sigmoid made of it, half of that. */
  static final double ERROR = 3.5e-7;

  private static final float BOUND = 7.9f;

  private Tanh() {}

  static float of(float x) {
    float y = Math.max(-BOUND, Math.min(BOUND, x));
    float u = y * y;
    float p = (((1.5259685e-8f * u + 2.190342e-5f) * u + 0.003571696f) * u + 0.13444452f) * u + 1f;
    float q = (((8.53055e-7f * u + 3.4117434e-4f) * u + 0.026164414f) * u + 0.46777773f) * u + 1f;
    return y * p / q;
  }
}

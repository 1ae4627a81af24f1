package io.github.ginestra.backend.contract;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** A network's weights in doubles, the arithmetic done with them, and numerical gradients. */
final class OracleWeights {
  private final NetworkSpec spec;
  private final Map<String, double[]> byName = new LinkedHashMap<>();

  OracleWeights(NetworkSpec spec, Weights weights) {
    this.spec = spec;
    for (String name : weights.names()) {
      float[] floats = weights.get(name).values();
      double[] doubles = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
      byName.put(name, doubles);
    }
  }

  /** The values themselves, which a test may move. */
  Map<String, double[]> byName() {
    return byName;
  }

  double[] get(String name) {
    double[] values = byName.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no weight " + name);
    }
    return values;
  }

  /**
   * The gradient of a loss that depends on these weights, by central differences: (loss(w + h) -
   * loss(w - h)) / 2h, for each weight that is trained.
   */
  Map<String, double[]> gradient(DoubleSupplier loss) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    byName.forEach(
        (name, values) -> {
          if (!isFrozen(name)) {
            double[] gradient = new double[values.length];
            for (int i = 0; i < values.length; i++) {
              gradient[i] = difference(values, i, loss);
            }
            gradients.put(name, gradient);
          }
        });
    return gradients;
  }

  private static double difference(double[] values, int i, DoubleSupplier loss) {
    double h = 1e-5;
    double before = values[i];
    values[i] = before + h;
    double above = loss.getAsDouble();
    values[i] = before - h;
    double below = loss.getAsDouble();
    values[i] = before;
    return (above - below) / (2 * h);
  }

  private boolean isFrozen(String name) {
    return spec.tables().stream()
        .anyMatch(table -> !table.trainable() && table.weightName().equals(name));
  }

  /** The vector of an id. */
  double[] look(EmbeddingTable table, int id) {
    double[] vector = new double[table.dimension()];
    System.arraycopy(get(table.weightName()), id * vector.length, vector, 0, vector.length);
    return vector;
  }

  /** The vector of a word by its characters: the greatest value of each filter. */
  double[] spell(int[] word) {
    CharacterEncoder encoder = Checks.notNull(spec.characters(), "characters");
    double[] vector = new double[encoder.filters()];
    for (int filter = 0; filter < vector.length; filter++) {
      vector[filter] = Double.NEGATIVE_INFINITY;
      for (int middle = 0; middle < word.length; middle++) {
        vector[filter] = Math.max(vector[filter], filter(encoder, filter, word, middle));
      }
    }
    return vector;
  }

  private double filter(CharacterEncoder encoder, int filter, int[] word, int middle) {
    int dimension = encoder.characters().dimension();
    double[] weight = get(encoder.convolutionName()); // (filters, Dc, width)
    double sum = get(encoder.biasName())[filter];
    for (int k = 0; k < encoder.width(); k++) {
      int place = middle + k - encoder.width() / 2;
      if (place >= 0 && place < word.length) {
        double[] character = look(encoder.characters(), word[place]);
        for (int d = 0; d < dimension; d++) {
          sum += character[d] * weight[(filter * dimension + d) * encoder.width() + k];
        }
      }
    }
    return sum;
  }

  /** One step of the recurrent cell: the new h is returned, c moves on in place. */
  double[] cell(double[] x, double[] h, double[] c, String suffix) {
    double[] input = linear("recurrent.weight_ih" + suffix, x, "recurrent.bias_ih" + suffix);
    double[] hidden = linear("recurrent.weight_hh" + suffix, h, "recurrent.bias_hh" + suffix);
    return switch (spec.recurrent().cell()) {
      case SIMPLE -> simple(input, hidden);
      case GRU -> gru(input, hidden, h);
      case LSTM -> lstm(plus(input, hidden), c);
    };
  }

  private static double[] simple(double[] input, double[] hidden) {
    double[] h = plus(input, hidden);
    for (int u = 0; u < h.length; u++) {
      h[u] = Math.tanh(h[u]);
    }
    return h;
  }

  private static double[] gru(double[] input, double[] hidden, double[] before) {
    int units = before.length;
    double[] h = new double[units];
    for (int u = 0; u < units; u++) {
      double r = sigmoid(input[u] + hidden[u]);
      double z = sigmoid(input[units + u] + hidden[units + u]);
      double candidate = Math.tanh(input[2 * units + u] + r * hidden[2 * units + u]);
      h[u] = (1 - z) * candidate + z * before[u];
    }
    return h;
  }

  private static double[] lstm(double[] gates, double[] c) {
    int units = c.length;
    double[] h = new double[units];
    for (int u = 0; u < units; u++) {
      double i = sigmoid(gates[u]);
      double f = sigmoid(gates[units + u]);
      double g = Math.tanh(gates[2 * units + u]);
      double o = sigmoid(gates[3 * units + u]);
      c[u] = f * c[u] + i * g;
      h[u] = o * Math.tanh(c[u]);
    }
    return h;
  }

  /** A weight (rows, columns), row after row, times a vector (columns), plus another (rows). */
  double[] linear(String weight, double[] vector, String bias) {
    return plus(times(get(weight), vector), get(bias));
  }

  /** The cross-entropy between softmax(logits) and one label, in nats. */
  static double crossEntropy(double[] logits, int label) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - greatest);
    }
    return greatest + Math.log(sum) - logits[label];
  }

  private static double[] times(double[] matrix, double[] vector) {
    double[] product = new double[matrix.length / vector.length];
    for (int row = 0; row < product.length; row++) {
      for (int column = 0; column < vector.length; column++) {
        product[row] += matrix[row * vector.length + column] * vector[column];
      }
    }
    return product;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}

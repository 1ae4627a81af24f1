package io.github.ginestra.backend.java;

import io.github.ginestra.network.RecurrentSpec;
import java.util.Arrays;

/** The units of one layer in training, in one direction. */
final class DirectionTraining {
  private final Products products;
  private final CellSteps cell;
  private final int units; // H
  private final int gates; // G·H
  private final Parameter input; // (D, G·H)
  private final Parameter hidden; // (H, G·H)
  private final Parameter inputBias;
  private final Parameter hiddenBias;
  private final Rows gateRows;
  private final Rows hiddenGateRows;
  private final Rows hiddenRows;
  private final Rows cellRows;
  private final Rows cellTanhRows;
  private final Rows hiddenGradients;
  private final Rows cellGradients;
  private final float[] zero;
  private final float[] bias;
  private float[][] hiddenBefore = {};
  private float[][] cellBefore = {};
  private Trace trace = Trace.NONE;
  private BatchRows rows = BatchRows.NONE;
  private boolean continued;

  DirectionTraining(
      RecurrentSpec recurrent, Products products, TrainedWeights weights, String suffix) {
    this.products = products;
    units = recurrent.units();
    gates = recurrent.cell().gates() * units;
    cell = CellSteps.of(recurrent.cell(), units);
    input = weights.get("recurrent.weight_ih" + suffix);
    hidden = weights.get("recurrent.weight_hh" + suffix).keepTurned();
    inputBias = weights.get("recurrent.bias_ih" + suffix);
    hiddenBias = weights.get("recurrent.bias_hh" + suffix);
    gateRows = new Rows(gates);
    hiddenGateRows = new Rows(gates);
    hiddenRows = new Rows(units);
    cellRows = new Rows(units);
    cellTanhRows = new Rows(units);
    hiddenGradients = new Rows(units);
    cellGradients = new Rows(units);
    zero = Rows.row(units);
    bias = Rows.row(gates);
  }

  /** The input weights, (D, G·H). */
  Parameter input() {
    return input;
  }

  /** G·H. */
  int gates() {
    return gates;
  }

  /** What the gates get from below, and later their gradients, by row, (G·H). */
  float[][] gateRows() {
    return trace.gates();
  }

  /** The hidden states by row, (H). */
  float[][] hiddenRows() {
    return trace.hidden();
  }

  /** The bias that the gates' rows begin with: all of it that is only added. */
  float[] bias() {
    return bias;
  }

  /**
   * Makes room for a batch.
   *
   * @param before the states before the first step, by lane, or none for zeros
   */
  void begin(BatchRows batch, LaneStates before) {
    rows = batch;
    continued = before.isCarried();
    int count = batch.count();
    boolean hasCell = cell instanceof LstmSteps;
    hiddenBefore = room(hiddenBefore, count);
    cellBefore = room(cellBefore, hasCell ? count : 0);
    trace =
        new Trace(
            gateRows.get(count),
            hiddenGateRows.get(cell.splitsGates() ? count : 0),
            hiddenRows.get(count),
            hiddenBefore,
            cellRows.get(hasCell ? count : 0),
            cellBefore,
            cellTanhRows.get(hasCell ? count : 0),
            hiddenGradients.get(batch.lanes()),
            cellGradients.get(hasCell ? batch.lanes() : 0));
    link(hiddenBefore, trace.hidden(), before.hidden());
    if (hasCell) {
      link(cellBefore, trace.cell(), before.cell());
    }
    sumBias();
  }

  private static float[][] room(float[][] pointers, int count) {
    return pointers.length < count ? new float[count][] : pointers;
  }

  /** Has each row point to the one of the step before. */
  private void link(float[][] before, float[][] states, float[][] start) {
    for (int lane = 0; lane < rows.lanes(); lane++) {
      before[lane] = continued ? start[lane] : zero;
    }
    for (int t = 1; t < rows.steps(); t++) {
      System.arraycopy(states, rows.first(t - 1), before, rows.first(t), rows.running(t));
    }
  }

  private void sumBias() {
    float[] below = inputBias.vector();
    float[] state = hiddenBias.vector();
    for (int j = 0; j < gates; j++) {
      bias[j] = cell.splitsGates() ? below[j] : below[j] + state[j];
    }
  }

  /** Reads the sequences of some lanes, whose gates' rows hold what they get from below. */
  void forward(int from, int to, Scratch scratch) {
    float[][] sums = cell.splitsGates() ? trace.hiddenGates() : trace.gates();
    for (int t = 0; t < rows.steps(); t++) {
      int first = rows.row(t, from);
      int count = Math.min(to, rows.running(t)) - from;
      if (count <= 0) {
        return;
      }
      if (cell.splitsGates()) {
        for (int row = first; row < first + count; row++) {
          System.arraycopy(hiddenBias.vector(), 0, sums[row], 0, gates);
        }
      }
      if (t > 0 || continued) {
        products.add(sums, first, hiddenBefore, first, count, hidden.values(), units, gates);
      }
      for (int row = first; row < first + count; row++) {
        cell.forward(trace, row, scratch);
      }
    }
  }

  /**
   * Goes the way back for some lanes.
   *
   * @param above the gradients that the hidden states get from above, by row, (H)
   */
  void backward(int from, int to, float[][] above, Scratch scratch) {
    float[][] dh = trace.hiddenGradient();
    forget(dh, from, to);
    if (trace.cellGradient().length > 0) {
      forget(trace.cellGradient(), from, to);
    }
    float[][] gradients = hiddenGateGradients();
    for (int t = rows.steps() - 1; t >= 0; t--) {
      int first = rows.row(t, from);
      int count = Math.min(to, rows.running(t)) - from;
      for (int i = 0; i < count; i++) {
        PlainProducts.addOne(dh[from + i], above[first + i], 1, units);
        cell.backward(trace, first + i, from + i, scratch);
      }
      if (t > 0 && count > 0) {
        products.add(dh, from, gradients, first, count, hidden.turned(), gates, units);
      }
    }
  }

  private static void forget(float[][] rows, int from, int to) {
    for (int lane = from; lane < to; lane++) {
      Arrays.fill(rows[lane], 0);
    }
  }

  private float[][] hiddenGateGradients() {
    return cell.splitsGates() ? trace.hiddenGates() : trace.gates();
  }

  /** Notes the tasks that make the gradients of the state's weights and of the biases. */
  void addGradientTasks(Team team) {
    int first = continued ? 0 : rows.lanes(); // what is made of zeros adds nothing
    float[][] gradients = hiddenGateGradients();
    team.addParts(
        units,
        (from, to) ->
            products.addTransposed(
                hidden.gradient(),
                from,
                to,
                hiddenBefore,
                0,
                gradients,
                first,
                rows.count(),
                gates));
    team.add(() -> addSum(inputBias.gradient()[0], trace.gates()));
    team.add(() -> addSum(hiddenBias.gradient()[0], gradients));
  }

  /** Adds all rows. */
  private void addSum(float[] sum, float[][] added) {
    int row = 0;
    for (; row + 3 < rows.count(); row += 4) {
      PlainProducts.addFour(sum, added, row, 1, 1, 1, 1, gates);
    }
    for (; row < rows.count(); row++) {
      PlainProducts.addOne(sum, added[row], 1, gates);
    }
  }

  /** Copies the states after each lane's last step. */
  void copyLast(float[][] hidden, float[][] cellStates) {
    for (int lane = 0; lane < rows.lanes(); lane++) {
      int last = rows.row(rows.length(lane) - 1, lane);
      System.arraycopy(trace.hidden()[last], 0, hidden[lane], 0, units);
      if (trace.cell().length > 0) {
        System.arraycopy(trace.cell()[last], 0, cellStates[lane], 0, units);
      }
    }
  }
}

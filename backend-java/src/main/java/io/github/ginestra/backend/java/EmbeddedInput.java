package io.github.ginestra.backend.java;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first layer's input where values of it are dropped: the vectors of all channels in rows. */
final class EmbeddedInput implements LayerInput {
  /** How many tokens' gradients one task sums. */
  private static final int TOKENS_A_TASK = 64;

  private final List<Channel> channels;
  private final int width;
  private final double rate;
  private final RowInput input;
  private BatchRows rows = BatchRows.NONE;
  private @Nullable RowDropout dropout;

  EmbeddedInput(
      Products products,
      List<DirectionTraining> directions,
      List<Channel> channels,
      int width,
      double rate) {
    this.channels = channels;
    this.width = width;
    this.rate = rate;
    boolean wanted = channels.stream().anyMatch(channel -> channel.table().isTrained());
    input = new RowInput(products, directions, width, wanted);
  }

  void begin(BatchRows batch, @Nullable RowDropout drops) {
    rows = batch;
    dropout = drops;
    input.begin(batch);
  }

  @Override
  public void forward(int from, int to, Scratch scratch) {
    float[][] inputs = input.inputs();
    for (int t = 0; t < rows.steps(); t++) {
      for (int lane = from; lane < Math.min(to, rows.running(t)); lane++) {
        int row = rows.row(t, lane);
        for (Channel channel : channels) {
          channel.copyVector(row, inputs[row]);
        }
        drop(inputs[row], t, lane, scratch);
      }
    }
    input.forward(from, to, scratch);
  }

  private void drop(float[] row, int step, int lane, Scratch scratch) {
    RowDropout.apply(dropout, row, width, rate, 0, step, rows.place(lane), scratch);
  }

  @Override
  public void backward(int from, int to, Scratch scratch) {
    input.backward(from, to, scratch);
    if (input.gradients().length == 0) {
      return;
    }
    for (int t = 0; t < rows.steps(); t++) {
      for (int lane = from; lane < Math.min(to, rows.running(t)); lane++) {
        drop(input.gradients()[rows.row(t, lane)], t, lane, scratch);
      }
    }
  }

  @Override
  public void addGradientTasks(Team team) {
    input.addGradientTasks(team);
  }

  @Override
  public void addLastGradientTasks(Team team) {
    for (Channel channel : channels) {
      if (channel.table().isTrained()) {
        team.addParts(
            channel.groups().count(), TOKENS_A_TASK, (from, to) -> sum(channel, from, to));
      }
    }
  }

  /** Adds the gradients of all rows of some tokens to those of the table. */
  private void sum(Channel channel, int from, int to) {
    TokenGroups groups = channel.groups();
    for (int slot = from; slot < to; slot++) {
      for (int i = groups.start(slot); i < groups.start(slot + 1); i++) {
        float[] gradient = input.gradients()[groups.member(i)];
        channel.table().addGradient(groups.id(slot), gradient, channel.from());
      }
    }
  }
}

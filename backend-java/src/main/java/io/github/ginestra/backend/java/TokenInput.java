package io.github.ginestra.backend.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first layer's input where nothing of it is dropped, or tokens are one-hot: what the gates get
 * from a token depends on the token alone, so it is computed once for each token of the batch, and
 * gradients are summed token by token before they are multiplied.
 */
final class TokenInput implements LayerInput {
  /** How many tokens one task works on. */
  private static final int TOKENS_A_TASK = 16;

  /** Scratch that is not used, since nothing is dropped. */
  private static final Scratch NOTHING_DROPPED = new Scratch(1);

  private final Products products;
  private final List<DirectionTraining> directions;
  private final List<Channel> channels;
  private final double rate;
  private final int width;
  private final List<TokenGates> parts = new ArrayList<>();
  private final List<Rows> gradientRows = new ArrayList<>(); // by channel
  private BatchRows rows = BatchRows.NONE;
  private @Nullable RowDropout dropout;

  /** What the gates of one direction get from one channel's tokens. */
  private final class TokenGates {
    private final int order;
    private final DirectionTraining direction;
    private final Channel channel;
    private final Rows computedRows;
    private final Rows sumRows;
    private final Rows vectorRows;
    private float[][] vectors = {}; // (slots, D)
    private float[][] computed = {}; // (slots, G·H)
    private float[][] sums = {}; // (slots, G·H): the gradients
    private final float[][] weight; // (D of the channel, G·H)
    private final float[][] weightGradient;

    TokenGates(int order, Channel channel) {
      this.order = order;
      this.direction = directions.get(order);
      this.channel = channel;
      computedRows = new Rows(direction.gates());
      sumRows = new Rows(direction.gates());
      vectorRows = new Rows(channel.width());
      weight = part(direction.input().values());
      weightGradient = part(direction.input().gradient());
    }

    private float[][] part(float[][] all) {
      return Arrays.copyOfRange(all, channel.from(), channel.from() + channel.width());
    }

    void begin() {
      int count = channel.groups().count();
      sums = sumRows.get(count);
      if (channel.isOneHot()) {
        computed = computed.length < count ? new float[count][] : computed;
      } else {
        computed = computedRows.get(count);
        vectors = vectorRows.get(count);
      }
      for (int slot = 0; slot < count; slot++) {
        int id = channel.groups().id(slot);
        if (channel.isOneHot()) {
          computed[slot] = weight[id];
        } else {
          channel.table().copyRow(id, vectors[slot], 0);
        }
      }
    }

    /** Computes what the gates get from some tokens. */
    void compute(int from, int to) {
      for (int slot = from; slot < to; slot++) {
        Arrays.fill(computed[slot], 0);
      }
      products.add(
          computed, from, vectors, from, to - from, weight, channel.width(), direction.gates());
    }

    /** Adds it to the gates' rows. */
    void add(float[] gates, int step, int lane, Scratch scratch) {
      float[] token = computed[channel.groups().slot(textRow(step, lane))];
      PlainProducts.addOne(gates, token, factor(step, lane, scratch), direction.gates());
    }

    /** The row of the text that the direction reads at a step. */
    private int textRow(int step, int lane) {
      return order == 0 ? rows.row(step, lane) : rows.mirrored(step, lane);
    }

    /** What is left of a one-hot token's 1. */
    private float factor(int step, int lane, Scratch scratch) {
      if (dropout == null) {
        return 1;
      }
      int textStep = order == 0 ? step : rows.length(lane) - 1 - step;
      int id = channel.groups().id(channel.groups().slot(textRow(step, lane)));
      return RowDropout.at(dropout, id, width, rate, 0, textStep, rows.place(lane), scratch);
    }

    /** Sums the gradients of the gates in all rows of some tokens. */
    void sum(int from, int to, Scratch scratch) {
      TokenGroups groups = channel.groups();
      for (int slot = from; slot < to; slot++) {
        Arrays.fill(sums[slot], 0);
        for (int i = groups.start(slot); i < groups.start(slot + 1); i++) {
          int row = groups.member(i);
          int step = rows.step(row);
          int lane = row - rows.first(step);
          int read = order == 0 ? row : rows.mirrored(step, lane);
          int readStep = order == 0 ? step : rows.length(lane) - 1 - step;
          PlainProducts.addOne(
              sums[slot],
              direction.gateRows()[read],
              factor(readStep, lane, scratch),
              direction.gates());
        }
        if (channel.isOneHot()) {
          PlainProducts.addOne(weightGradient[groups.id(slot)], sums[slot], 1, direction.gates());
        }
      }
    }

    void addLastTasks(Team team) {
      if (!channel.isOneHot()) {
        team.addParts(
            channel.width(),
            (from, to) ->
                products.addTransposed(
                    weightGradient,
                    from,
                    to,
                    vectors,
                    0,
                    sums,
                    0,
                    channel.groups().count(),
                    direction.gates()));
      }
    }
  }

  TokenInput(
      Products products,
      List<DirectionTraining> directions,
      List<Channel> channels,
      int width,
      double rate) {
    this.products = products;
    this.directions = directions;
    this.channels = channels;
    this.width = width;
    this.rate = rate;
    for (int d = 0; d < directions.size(); d++) {
      for (Channel channel : channels) {
        parts.add(new TokenGates(d, channel));
      }
    }
    channels.forEach(channel -> gradientRows.add(new Rows(width)));
    if (channels.stream().anyMatch(channel -> channel.table().isTrained())) {
      directions.forEach(direction -> direction.input().keepTurned());
    }
  }

  void begin(BatchRows batch, @Nullable RowDropout drops) {
    rows = batch;
    dropout = drops;
    parts.forEach(TokenGates::begin);
  }

  @Override
  public void addTasks(Team team) {
    for (TokenGates part : parts) {
      if (!part.channel.isOneHot()) {
        team.addParts(part.channel.groups().count(), TOKENS_A_TASK, part::compute);
      }
    }
  }

  @Override
  public void forward(int from, int to, Scratch scratch) {
    for (int d = 0; d < directions.size(); d++) {
      DirectionTraining direction = directions.get(d);
      for (int t = 0; t < rows.steps(); t++) {
        for (int lane = from; lane < Math.min(to, rows.running(t)); lane++) {
          float[] gates = direction.gateRows()[rows.row(t, lane)];
          System.arraycopy(direction.bias(), 0, gates, 0, direction.gates());
          for (int c = 0; c < channels.size(); c++) {
            parts.get(d * channels.size() + c).add(gates, t, lane, scratch);
          }
        }
      }
    }
  }

  @Override
  public void backward(int from, int to, Scratch scratch) {
    // gradients are wanted token by token, not row by row
  }

  @Override
  public void addGradientTasks(Team team) {
    for (TokenGates part : parts) {
      team.addParts(
          part.channel.groups().count(),
          TOKENS_A_TASK,
          (from, to) -> part.sum(from, to, dropout == null ? NOTHING_DROPPED : new Scratch(1)));
    }
  }

  @Override
  public void addLastGradientTasks(Team team) {
    parts.forEach(part -> part.addLastTasks(team));
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      int number = c;
      if (channel.table().isTrained()) {
        float[][] gradients = gradientRows.get(c).get(channel.groups().count());
        team.addParts(
            channel.groups().count(),
            TOKENS_A_TASK,
            (from, to) -> embed(number, gradients, from, to));
      }
    }
  }

  /** Adds the gradients of some tokens' vectors to those of the table. */
  private void embed(int number, float[][] gradients, int from, int to) {
    Channel channel = channels.get(number);
    for (int slot = from; slot < to; slot++) {
      Arrays.fill(gradients[slot], 0);
    }
    for (int d = 0; d < directions.size(); d++) {
      DirectionTraining direction = directions.get(d);
      products.add(
          gradients,
          from,
          parts.get(d * channels.size() + number).sums,
          from,
          to - from,
          direction.input().turned(),
          direction.gates(),
          width);
    }
    for (int slot = from; slot < to; slot++) {
      int id = channel.groups().id(slot);
      channel.table().addGradient(id, gradients[slot], channel.from());
    }
  }
}

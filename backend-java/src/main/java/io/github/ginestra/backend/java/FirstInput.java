package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first layer's input, in the way that suits the batch. */
final class FirstInput implements LayerInput {
  private final List<Channel> channels = new ArrayList<>();
  private final EmbeddedInput embedded;
  private final TokenInput tokens;
  private final boolean drops;
  private LayerInput chosen;

  FirstInput(
      NetworkSpec spec,
      Products products,
      TrainedWeights weights,
      List<DirectionTraining> directions) {
    int width = 0;
    for (EmbeddingTable table : spec.embeddings()) {
      channels.add(new Channel(channels.size(), width, weights.get(table.weightName())));
      width += table.dimension();
    }
    boolean oneHot = channels.size() == 1 && channels.get(0).isOneHot();
    drops = spec.inputDropout() > 0 && !oneHot;
    embedded = new EmbeddedInput(products, directions, channels, width, spec.inputDropout());
    tokens = new TokenInput(products, directions, channels, width, spec.inputDropout());
    chosen = tokens;
  }

  List<Channel> channels() {
    return channels;
  }

  /** Makes room for a batch. */
  void begin(BatchRows rows, Batch batch, @Nullable RowDropout dropout) {
    for (Channel channel : channels) {
      channel.read(rows, batch);
    }
    if (drops && dropout != null) {
      embedded.begin(rows, dropout);
      chosen = embedded;
    } else {
      tokens.begin(rows, dropout);
      chosen = tokens;
    }
  }

  @Override
  public void addTasks(Team team) {
    chosen.addTasks(team);
  }

  @Override
  public void forward(int from, int to, Scratch scratch) {
    chosen.forward(from, to, scratch);
  }

  @Override
  public void backward(int from, int to, Scratch scratch) {
    chosen.backward(from, to, scratch);
  }

  @Override
  public void addGradientTasks(Team team) {
    chosen.addGradientTasks(team);
  }

  @Override
  public void addLastGradientTasks(Team team) {
    chosen.addLastGradientTasks(team);
  }
}

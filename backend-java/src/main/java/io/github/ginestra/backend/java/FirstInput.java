package io.github.ginestra.backend.java;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
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
  private final @Nullable CharacterTraining characters;
  private final Team team;
  private final boolean drops;
  private LayerInput chosen;

  FirstInput(
      NetworkSpec spec,
      Products products,
      TrainedWeights weights,
      List<DirectionTraining> directions,
      Team team) {
    this.team = team;
    int width = 0;
    for (EmbeddingTable table : spec.embeddings()) {
      int index = channels.size();
      channels.add(
          new Channel(
              batch -> batch.channels().get(index), width, weights.get(table.weightName())));
      width += table.dimension();
    }
    CharacterEncoder encoder = spec.characters();
    characters = encoder == null ? null : new CharacterTraining(encoder, products, weights);
    if (characters != null) {
      channels.add(new Channel(batch -> words(batch).ids(), width, characters));
      width += characters.rowWidth();
    }
    boolean oneHot = channels.size() == 1 && channels.get(0).isOneHot();
    drops = spec.inputDropout() > 0 && !oneHot;
    embedded = new EmbeddedInput(products, directions, channels, width, spec.inputDropout());
    tokens = new TokenInput(products, directions, channels, width, spec.inputDropout());
    chosen = tokens;
  }

  private static Batch.Words words(Batch batch) {
    return Checks.notNull(batch.words(), "words");
  }

  /** Makes room for a batch, and computes the vectors of its words. */
  void begin(BatchRows rows, Batch batch, @Nullable RowDropout dropout) {
    if (characters != null) {
      characters.forward(words(batch), team);
    }
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

  /** Adds the gradients of the characters' weights, when those of the words are known. */
  void backwardCharacters() {
    if (characters != null) {
      characters.backward(team);
    }
  }
}

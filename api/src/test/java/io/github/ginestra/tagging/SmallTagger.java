package io.github.ginestra.tagging;

import io.github.ginestra.StubBackend;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.Stepper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A trained tagger for tests before the border: its network finds all tags alike, so that its
 * sparse path alone decides.
 */
public final class SmallTagger {
  private SmallTagger() {}

  /** The tagger, loaded from its file. */
  public static SequenceTagger load() {
    try {
      return SequenceTagger.loader().backend(new Undecided()).load(TaggerArchiveTest.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A backend that only loads networks, which find all tags alike. */
  public static final class Undecided extends StubBackend {
    public Undecided() {
      super("undecided");
    }

    @Override
    public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
      return new Zeros(spec, spec.check(weights));
    }
  }

  private record Zeros(NetworkSpec spec, Weights weights) implements Network {
    @Override
    public float[][] score(Batch batch) {
      return new float[batch.steps() * batch.size()][spec.outputs()];
    }

    @Override
    public Stepper stepper() {
      throw new UnsupportedOperationException("a tagger is not read token by token");
    }

    @Override
    public void close() {}
  }
}

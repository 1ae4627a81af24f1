package io.github.ginestra.language;

import io.github.ginestra.internal.Printable;
import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.features.SimilarWords;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.Checkpoint;
import io.github.ginestra.internal.training.FiniteNumbers;
import io.github.ginestra.internal.training.InheritedWeights;
import io.github.ginestra.internal.training.Learner;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.internal.training.Trained;
import io.github.ginestra.internal.training.TrainingTask;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Loss;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A language model in training. */
final class LanguageTask implements TrainingTask<LanguageModel> {
  /** The learning rate of the final epochs, as a part of that of the others. */
  private static final double FINAL_RATE = 0.4;

  /** How many symbols are read at once. */
  private static final int PART = 256;

  private final LanguageModelConfig config;
  private final SymbolKind kind;
  private final TextParts parts;
  private final SymbolCodec codec;
  private final @Nullable SampleWriter samples;
  private final NetworkSpec spec;
  private final IntSequence training;
  private final SequenceBatcher batcher;
  private final LanguageValidation validation;
  private final @Nullable MemoryTraining memory;
  private final @Nullable LanguageParent parent;
  private MemoryTraining.@Nullable Fitted fitted;

  /**
   * Of a text that is read.
   *
   * @param samples which texts the model writes while it is trained; null for none
   * @param parent the model to start from; null to start afresh
   */
  LanguageTask(
      LanguageModelConfig config,
      SymbolKind kind,
      TextParts parts,
      @Nullable SampleWriter samples,
      @Nullable LanguageParent parent) {
    this.parent = parent;
    this.config = config;
    this.kind = kind;
    this.parts = parts;
    this.samples = samples;
    Vocabulary own = vocabulary(config, kind, parts);
    Vocabulary known = parent == null ? own : parent.vocabulary().plus(own);
    codec = new SymbolCodec(config.tokenizer(), known, true);
    spec = network(config, codec.vocabulary().size());
    training = parts.training(codec);
    IntSequence afterStart = IntSequence.of(codec.start()).then(training);
    int batch = config.training().batchSize();
    batcher = batcher(afterStart, parts.trainingEnds());
    IntSequence held = parts.validation(codec);
    validation =
        new LanguageValidation(
            training, held, codec.vocabulary().size(), validationBatches(afterStart, held, batch));
    memory = config.memory() == 0 ? null : memoryTraining(afterStart, held);
  }

  private MemoryTraining memoryTraining(IntSequence afterStart, IntSequence held) {
    return new MemoryTraining(
        config.memory(),
        spec,
        afterStart,
        held,
        parts.given() == null,
        parts.borders(),
        kind.letters(codec.vocabulary()),
        parent == null ? null : parent.parts().memory());
  }

  private static Vocabulary vocabulary(
      LanguageModelConfig config, SymbolKind kind, TextParts parts) {
    int minimum = config.minimumCount();
    Vocabulary.Builder builder =
        Vocabulary.builder().minimumCount(minimum).maximumWords(config.maximumSymbols());
    parts.text().count(builder);
    Vocabulary vocabulary = builder.build();
    if (vocabulary.words().size() < 2) {
      throw new IllegalArgumentException(
          "the text to learn from has too few distinct "
              + kind.plural()
              + " (known would be "
              + Printable.list(vocabulary.words())
              + "): a language model needs two or more"
              + (minimum > 1 ? "; lower minimumCount (" + minimum + ")" : ""));
    }
    return vocabulary;
  }

  private static NetworkSpec network(LanguageModelConfig config, int symbols) {
    return new NetworkSpec(
        TokenChannels.tables(config.embedding(), symbols, 0),
        config.inputDropout(),
        config.recurrent(),
        config.variationalDropout(),
        config.outputDropout(),
        new Head.PerStep(symbols, config.tied()));
  }

  /**
   * Batches of a text.
   *
   * @param afterStart the symbol read before it, then its symbols
   * @param ends where each of several texts ends; null for one text
   */
  private SequenceBatcher batcher(IntSequence afterStart, int @Nullable [] ends) {
    IntSequence symbols = afterStart.part(1, afterStart.size());
    int batch = config.training().batchSize();
    if (ends != null && config.window() > 0) {
      throw new IllegalStateException(
          "windows(" + config.window() + ") are cut from one text, not from many: leave them out");
    }
    if (ends != null) {
      return new TextBatcher(symbols, ends, codec.start(), batch);
    }
    return config.window() > 0
        ? new WindowBatcher(symbols, batch, config.window())
        : new StreamBatcher(afterStart, batch, config.unroll());
  }

  /** In batches that take no more memory than those of the training. */
  private Iterable<Batch> validationBatches(IntSequence before, IntSequence validation, int batch) {
    if (validation.size() == 0) {
      return List.of();
    }
    int[] ends = parts.validationEnds();
    if (ends != null) {
      return new TextBatcher(validation, ends, codec.start(), batch).measured();
    }
    return config.window() > 0
        ? WindowBatcher.inOrder(before, validation, batch, config.window())
        : new StreamValidation(before, validation, batch, config.unroll());
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Weights initialWeights() {
    Weights fresh =
        TokenChannels.draw(
            spec,
            config.embedding(),
            codec.vocabulary(),
            config.initialization(),
            config.forgetBias(),
            config.training().seed());
    if (parent == null) {
      return fresh;
    }
    Vocabulary known = parent.vocabulary();
    List<String> added =
        codec.vocabulary().words().subList(known.words().size(), codec.vocabulary().words().size());
    SymbolCodec relatives = parent.parts().codec();
    SimilarWords similar = new SimilarWords(known, added);
    return InheritedWeights.of(
        parent,
        parent.network(),
        spec,
        fresh,
        codec.vocabulary(),
        null,
        symbol -> {
          int relative = relatives.idOf(symbol);
          return relative == Vocabulary.UNKNOWN ? similar.of(symbol) : List.of(relative);
        });
  }

  @Override
  public String corpusSha256() {
    return parts.text().sha256();
  }

  @Override
  public Map<String, Object> notes() {
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("trainingSymbols", parts.cut());
    notes.put("validationSymbols", parts.held());
    if (parent != null) {
      notes.put(Parent.CHAIN, parent.chain());
    }
    if (validation.unknown() > 0) {
      notes.put("validationUnknown", validation.unknown());
    }
    SymbolText given = parts.given();
    if (given != null) {
      notes.put("validationSha256", given.sha256());
    }
    return notes;
  }

  @Override
  public Document document(Provenance provenance) {
    return LanguageModelArchive.document(
        new LanguageModelParts(codec, spec, null, new TrainingHistory(List.of()), provenance));
  }

  @Override
  public int batchesPerEpoch() {
    return batcher.batchesPerEpoch();
  }

  @Override
  public Iterable<Batch> batches(Random random) {
    return batcher.batches(random);
  }

  @Override
  public Learner.Learned learn(TrainableNetwork network, List<Batch> batches, double learningRate) {
    double loss = network.step(batches, Loss.SOFTMAX_CROSS_ENTROPY, learningRate);
    int counted = batches.stream().mapToInt(LanguageValidation::counted).sum();
    return new Learner.Learned(loss, counted, OptionalInt.empty());
  }

  @Override
  public boolean isValidated() {
    return parts.held() > validation.unknown();
  }

  @Override
  public Learner.Validated validate(TrainableNetwork network, TrainingWatch.Progress progress) {
    return validation.measure(network, progress);
  }

  @Override
  public void requireFits(Checkpoint checkpoint) {
    if (batcher instanceof StreamBatcher) {
      requireStreams(checkpoint.state());
    }
  }

  /** Checks that the carried state, (layers, N, H), is that of as many streams as are read. */
  private void requireStreams(TrainingState state) {
    Weights carried = state.carried();
    Checkpoint.require(
        state.batches() == 0 || !carried.names().isEmpty(),
        "the state that the streams carry is missing");
    for (String name : carried.names()) {
      List<Integer> shape = carried.get(name).shape();
      Checkpoint.require(
          shape.size() == 3 && shape.get(1) == config.training().batchSize(),
          "carried." + name + " has shape " + shape);
    }
  }

  @Override
  public TrainingListener watching(
      TrainingListener listener, TrainableNetwork network, Function<Weights, Network> load) {
    return samples == null
        ? listener
        : listener.andThen(samples.listener(listener, codec, network::weights, load, this::memory));
  }

  /** Reads the beginning of what was learned, if a weight is extraordinary. */
  @Override
  public void requireFiniteAnswers(Network network, Trained trained) {
    int end =
        FiniteNumbers.isOrdinary(trained.weights())
            ? 0
            : Math.min(training.size(), FiniteNumbers.TOKENS);
    Stepper stepper = network.stepper();
    State state = stepper.start();
    for (int from = 0; from < end; from += PART) {
      int[] read = new int[Math.min(PART, end - from)];
      int first = from;
      Arrays.setAll(read, i -> training.get(first + i));
      for (float[] logits : stepper.score(state, read)) {
        FiniteNumbers.requireFinite(logits, trained);
      }
    }
  }

  /** The mixture is fitted first, while the network has not learned what was held out. */
  @Override
  public @Nullable Ending ending(Network trained) {
    if (config.finalEpochs() == 0 || parts.given() != null || parts.held() == 0) {
      return null;
    }
    fitted = memory == null ? null : memory.fit(trained);
    IntSequence whole = IntSequence.of(codec.start()).then(parts.text().encode(codec));
    SequenceBatcher all = batcher(whole, parts.text().ends());
    return new Ending(
        config.finalEpochs(),
        FINAL_RATE * config.training().learningRate(),
        all.batchesPerEpoch(),
        all::batches);
  }

  @Override
  public LanguageModel model(Network network, TrainingHistory history, Provenance provenance) {
    if (fitted == null && memory != null) {
      fitted = memory.fit(network);
    }
    LanguageModelParts parts =
        fitted == null
            ? new LanguageModelParts(codec, spec, null, history, provenance)
            : new LanguageModelParts(
                codec, spec, fitted.memory(), history, fitted.addTo(provenance));
    return kind.model(parts, network);
  }

  private @Nullable NgramMemory memory(Network network) {
    return memory == null ? null : memory.fit(network).memory();
  }
}

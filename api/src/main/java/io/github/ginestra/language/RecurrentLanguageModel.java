package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.archive.ClosableModel;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.training.Parent;
import io.github.ginestra.language.LanguageModel.TokenProbability;
import io.github.ginestra.spi.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language model: a codec and a network. */
abstract sealed class RecurrentLanguageModel extends ClosableModel
    implements LanguageModel, Parent.Source {
  private final LanguageModelParts parts;
  private final MemoryUse use;

  /** How a model uses its memory, if it has one. */
  private enum MemoryUse {
    NONE,
    TRAINED,
    ADAPTIVE
  }

  RecurrentLanguageModel(LanguageModelParts parts, Network network) {
    super("language model", parts.history(), parts.provenance(), network);
    this.parts = parts;
    use = MemoryUse.TRAINED;
  }

  /** The same model, closed together with it, which uses its memory otherwise. */
  private RecurrentLanguageModel(RecurrentLanguageModel model, MemoryUse use) {
    super(model);
    if (use == MemoryUse.ADAPTIVE) {
      model.requireMemory("adaptive()");
    }
    parts = model.parts;
    this.use = use;
  }

  /** A model of characters. */
  static final class OfCharacters extends RecurrentLanguageModel implements CharLanguageModel {
    OfCharacters(LanguageModelParts parts, Network network) {
      super(parts, network);
    }

    private OfCharacters(OfCharacters model, MemoryUse use) {
      super(model, use);
    }

    @Override
    public CharLanguageModel adaptive() {
      return new OfCharacters(this, MemoryUse.ADAPTIVE);
    }

    @Override
    public CharLanguageModel withoutMemory() {
      return new OfCharacters(this, MemoryUse.NONE);
    }
  }

  /** A model of words. */
  static final class OfWords extends RecurrentLanguageModel implements WordLanguageModel {
    OfWords(LanguageModelParts parts, Network network) {
      super(parts, network);
    }

    private OfWords(OfWords model, MemoryUse use) {
      super(model, use);
    }

    @Override
    public WordLanguageModel adaptive() {
      return new OfWords(this, MemoryUse.ADAPTIVE);
    }

    @Override
    public WordLanguageModel withoutMemory() {
      return new OfWords(this, MemoryUse.NONE);
    }
  }

  @Override
  public String generate(String prompt, Sampler sampler, int length) {
    return join(stream(prompt, sampler), length);
  }

  @Override
  public String generate(String prompt, Sampler sampler, int length, StopCondition stop) {
    return join(stream(prompt, sampler, stop), length);
  }

  private static String join(Stream<String> symbols, int length) {
    return symbols.limit(Checks.notNegative(length, "length")).collect(Collectors.joining());
  }

  @Override
  public Stream<String> stream(String prompt, Sampler sampler) {
    return write(prompt, sampler, null);
  }

  @Override
  public Stream<String> stream(String prompt, Sampler sampler, StopCondition stop) {
    return write(prompt, sampler, Checks.notNull(stop, "stop"));
  }

  private Stream<String> write(String prompt, Sampler sampler, @Nullable StopCondition stop) {
    Checks.notNull(prompt, "prompt");
    Checks.notNull(sampler, "sampler");
    requireOpen();
    return GeneratedSymbols.stream(
        new Generation(network.stepper(), codec(), memory(), prompt, sampler), stop);
  }

  @Override
  public List<TokenProbability> next(String prompt) {
    Checks.notNull(prompt, "prompt");
    requireOpen();
    return new Generation(network.stepper(), codec(), memory(), prompt, Sampler.temperature(1))
        .nextTokens();
  }

  @Override
  public List<String> symbols(String text) {
    return codec().symbols(Checks.notNull(text, "text"));
  }

  @Override
  public double[] logProbabilities(String text) {
    Checks.notNull(text, "text");
    requireOpen();
    return Likelihood.of(network.stepper(), codec(), memory(), text);
  }

  @Override
  public double bitsPerCharacter(String text) {
    String read = codec().read(Checks.notNull(text, "text"));
    if (read.isEmpty()) {
      throw new IllegalArgumentException("text must not be empty");
    }
    double nats = -Arrays.stream(logProbabilities(text)).sum();
    return nats / Math.log(2) / read.codePointCount(0, read.length());
  }

  @Override
  public Contributions contributions(String text) {
    Checks.notNull(text, "text");
    requireOpen();
    MemoryReader memory =
        requireMemory("contributions(text)").reader(codec().start(), use == MemoryUse.ADAPTIVE);
    return Likelihood.contributions(network.stepper(), codec(), memory, text);
  }

  /** What the memory predicts in one text; null if it is not used. */
  private @Nullable MemoryReader memory() {
    return use == MemoryUse.NONE ? null : parts.reader(use == MemoryUse.ADAPTIVE);
  }

  private NgramMemory requireMemory(String call) {
    NgramMemory memory = parts.memory();
    if (memory == null) {
      throw new IllegalStateException(
          "the language model has no memory, which "
              + call
              + " needs: train it with memory(order), the default since format version 3");
    }
    return memory;
  }

  @Override
  public String describe() {
    return LanguageModelDescription.of(parts);
  }

  @Override
  protected ModelArchive archive() {
    return LanguageModelArchive.pack(parts, network.weights());
  }

  @Override
  public Parent parent() {
    requireOpen();
    return LanguageParent.of(parts, network.weights());
  }

  private SymbolCodec codec() {
    return parts.codec();
  }
}

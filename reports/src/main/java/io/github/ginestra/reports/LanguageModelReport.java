package io.github.ginestra.reports;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.language.LanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of a language model's training: learning curves in nats and as perplexity, samples of
 * generated text, provenance. The same model gives the same samples: the random seed of the first
 * is that of the training, and each further one has the next. Not safe for concurrent use.
 */
public final class LanguageModelReport extends Report<LanguageModelReport> {
  /** The default of {@link #length}. */
  public static final int DEFAULT_LENGTH = 400;

  private static final List<Double> DEFAULT_TEMPERATURES = List.of(0.3, 0.6, 1.0);

  private final LanguageModel model;
  private final List<String> prompts = new ArrayList<>();
  private @Nullable String test;
  private List<Double> temperatures = DEFAULT_TEMPERATURES;
  private int length = DEFAULT_LENGTH;

  LanguageModelReport(LanguageModel model) {
    super(model, "Training of a language model");
    this.model = model;
  }

  @Override
  LanguageModelReport self() {
    return this;
  }

  /**
   * Sets a test text. The default is none; the validation loss of the training is always reported.
   *
   * @param text a text that is not part of the training text, not empty
   * @return this report
   * @throws IllegalArgumentException if it is empty
   */
  public LanguageModelReport test(String text) {
    if (Checks.notNull(text, "text").isEmpty()) {
      throw new IllegalArgumentException("text must not be empty");
    }
    test = text;
    return this;
  }

  /**
   * Adds a text that the model continues. The default is one: the empty text.
   *
   * @param text the beginning of a text; may be empty
   * @return this report
   */
  public LanguageModelReport prompt(String text) {
    prompts.add(Checks.notNull(text, "text"));
    return this;
  }

  /**
   * Sets the temperatures at which each text is continued. The default is 0.3, 0.6 and 1.
   *
   * @param temperatures each more than 0; none for no samples
   * @return this report
   * @throws IllegalArgumentException if one is not positive and finite
   */
  public LanguageModelReport temperatures(double... temperatures) {
    this.temperatures =
        Arrays.stream(temperatures).map(t -> Checks.positive(t, "temperature")).boxed().toList();
    return this;
  }

  /**
   * Sets the length of each sample. The default is {@value #DEFAULT_LENGTH}.
   *
   * @param symbols the number of characters, or of words of a word model; 1 or more
   * @return this report
   * @throws IllegalArgumentException if not positive
   */
  public LanguageModelReport length(int symbols) {
    length = Checks.positive(symbols, "symbols");
    return this;
  }

  @Override
  void addTo(Page page, Map<String, String> notes) {
    String symbol = model instanceof CharLanguageModel ? "character" : "word";
    ResultSection.addTo(page, model, symbol, test);
    DataSection.addTo(page, notes);
    CurvesSection.ofLanguageModel(page, model.history(), symbol);
    new SamplesSection(model, prompts.isEmpty() ? List.of("") : prompts, temperatures, length)
        .addTo(page);
  }
}

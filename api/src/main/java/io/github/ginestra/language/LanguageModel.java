package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.model.TrainedModel;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained language model: it predicts, after each symbol of a text, which one comes next, and so
 * continues texts and measures them. Safe for many threads at once; several texts may be written at
 * the same time. On an engine it holds native memory: close it. On the backend {@code java} it
 * holds none, and need not be closed.
 *
 * <p>Every text can be read, of any length. It is read as if a line began there: before its first
 * symbol stands a line feed if the model knows one, else the unknown symbol. The first prediction
 * after an empty prompt is based on that alone. A symbol that the model does not know is read as
 * the closest one that it knows. First tried are the same letter without marks (è as e) and the
 * other apostrophe, then another letter case (É as é or e). If there is none, it is read as the
 * unknown symbol, which is never written.
 *
 * @see LanguageModels
 */
public sealed interface LanguageModel extends TrainedModel
    permits CharLanguageModel, WordLanguageModel, RecurrentLanguageModel {
  /** How many symbols {@link #generateLine} writes at most. */
  int LONGEST_LINE = 1_000;

  /**
   * {@return the sampler of calls that name none: {@link Sampler#DEFAULT} for characters, {@link
   * Sampler#DEFAULT_OF_WORDS} for words}
   */
  Sampler defaultSampler();

  /**
   * Continues a text by a number of symbols, each chosen by the {@link #defaultSampler}.
   *
   * @param prompt the text; may be empty
   * @param length how many symbols to write; 0 or more
   * @return what follows the prompt, which is not part of it
   * @throws IllegalArgumentException if {@code length} is negative
   * @throws IllegalStateException if the model is closed
   */
  default String generate(String prompt, int length) {
    return generate(prompt, defaultSampler(), length);
  }

  /**
   * Continues a text to the end of its line, by the {@link #defaultSampler}; see {@link
   * #generateLine(String, Sampler)}.
   *
   * @param prompt the text; may be empty
   * @return what follows the prompt on its last line, without the end of the line
   * @throws IllegalStateException if the model is closed
   */
  default String generateLine(String prompt) {
    return generateLine(prompt, defaultSampler());
  }

  /**
   * Continues a text to the end of its line, but by at most {@value #LONGEST_LINE} symbols. After a
   * prompt that ends with a line feed, this is a whole line.
   *
   * @param prompt the text; may be empty
   * @param sampler how each symbol is chosen
   * @return what follows the prompt on its last line, without the end of the line; empty if the
   *     model ends the line at once
   * @throws IllegalStateException if the model is closed
   */
  default String generateLine(String prompt, Sampler sampler) {
    String line = generate(prompt, sampler, LONGEST_LINE, StopCondition.atLines(1));
    return line.lines().findFirst().orElse("");
  }

  /**
   * Predicts what comes next: every token that the model may write, with its probability. These are
   * the probabilities that {@link Sampler#temperature Sampler.temperature(1)} draws from. They are
   * those of {@link #logProbabilities}, divided by their sum, since the unknown token is never
   * written and has no entry.
   *
   * <pre>{@code
   * model.next("Sempre caro mi f").get(0); // TokenProbability[token=u, probability=0.9…]
   * }</pre>
   *
   * @param prompt the text before the token; may be empty
   * @return the tokens, the most probable first, of equally probable ones in the order in which
   *     {@link Sampler#greedy} would take them; their probabilities sum to 1; unmodifiable
   * @throws IllegalStateException if the model is closed
   */
  List<TokenProbability> next(String prompt);

  /**
   * Continues a text by a number of symbols.
   *
   * @param prompt the text; may be empty
   * @param sampler how each symbol is chosen
   * @param length how many symbols to write; 0 or more
   * @return what follows the prompt, which is not part of it
   * @throws IllegalArgumentException if {@code length} is negative
   * @throws IllegalStateException if the model is closed
   */
  String generate(String prompt, Sampler sampler, int length);

  /**
   * Continues a text until a condition is reached.
   *
   * @param prompt the text; may be empty
   * @param sampler how each symbol is chosen
   * @param length how many symbols to write at most; 0 or more
   * @param stop the condition that ends the text
   * @return what follows the prompt, which is not part of it
   * @throws IllegalArgumentException if {@code length} is negative
   * @throws IllegalStateException if the model is closed
   */
  String generate(String prompt, Sampler sampler, int length, StopCondition stop);

  /**
   * Continues a text without end. Each symbol is written when it is asked for, at a cost that does
   * not depend on what was written before.
   *
   * <pre>{@code
   * model.stream("Sempre caro mi fu", Sampler.temperature(0.5)).limit(400).forEach(System.out::print);
   * }</pre>
   *
   * @param prompt the text; may be empty. It is read as the first symbol is asked for
   * @param sampler how each symbol is chosen
   * @return the symbols that follow the prompt; an ordered stream without end, to be limited, that
   *     runs on the thread that asks, holds no resources and need not be closed. Once the model is
   *     closed, asking for another symbol throws an {@link IllegalStateException}
   * @throws IllegalStateException if the model is closed
   */
  Stream<String> stream(String prompt, Sampler sampler);

  /**
   * Continues a text until a condition is reached.
   *
   * @param prompt the text; may be empty. It is read as the first symbol is asked for
   * @param sampler how each symbol is chosen
   * @param stop the condition that ends the text
   * @return the symbols that follow the prompt, as from {@link #stream(String, Sampler)}
   * @throws IllegalStateException if the model is closed
   */
  Stream<String> stream(String prompt, Sampler sampler, StopCondition stop);

  /**
   * Cuts a text into symbols, the units in which the model reads and writes.
   *
   * @param text a text
   * @return its symbols, whether the model knows them or not. One after the other they are the text
   *     again, with U+FFFD for unpaired surrogates. Line ends are line feeds and letters are
   *     composed (NFC), unless the model is of a file before format version 3
   */
  List<String> symbols(String text);

  /**
   * Returns the log-probability of each symbol of a text, given all symbols before it. An unknown
   * symbol counts as the one that it is read as.
   *
   * @param text a text
   * @return ln p of each of its {@linkplain #symbols symbols}, in nats, 0 or less
   * @throws IllegalStateException if the model is closed
   */
  double[] logProbabilities(String text);

  /**
   * Measures how well the model predicts a text: -Σ log<sub>2</sub> p over its {@linkplain
   * #logProbabilities symbols}, divided by the number of its characters (code points). Multiplied
   * by ln 2, about 0.693, it is the loss in nats per character.
   *
   * @param text a text, not empty
   * @return bits per character, 0 or more; the less, the better
   * @throws IllegalArgumentException if the text is empty
   * @throws IllegalStateException if the model is closed
   */
  double bitsPerCharacter(String text);

  /**
   * Returns a view of this model whose memory also counts the n-grams of the text at hand: in each
   * call or stream, the prompt or text that is read, and what is written. So names and phrases that
   * have occurred become more probable. Each call starts from the memory of the training; nothing
   * is kept from call to call or shared between threads. The counts take about 8 MB at most: in
   * long texts, what was read long ago is forgotten.
   *
   * <pre>{@code
   * double[] logP = model.adaptive().logProbabilities(poem);
   * }</pre>
   *
   * @return a view, safe for many threads too; saving or closing it saves or closes this model
   * @throws IllegalStateException if the model was trained {@linkplain
   *     LanguageModelBuilder#withoutMemory() without memory}, or by a version that had none
   */
  LanguageModel adaptive();

  /**
   * Returns a view of this model without its {@linkplain LanguageModelBuilder#memory memory}, in
   * which the network predicts alone, to compare both. If the model has no memory, the view gives
   * the same answers.
   *
   * @return a view, safe for many threads too; saving or closing it saves or closes this model
   */
  LanguageModel withoutMemory();

  /**
   * Measures a text with the network alone, the n-grams of the memory alone, and the whole model.
   *
   * @param text a text, not empty
   * @return the losses
   * @throws IllegalArgumentException if the text is empty
   * @throws IllegalStateException if the model is closed or has no memory
   */
  Contributions contributions(String text);

  /**
   * How well a text is predicted by the network, by the n-grams of the {@linkplain
   * LanguageModelBuilder#memory memory} and by the model, in nats per symbol; the less, the better.
   *
   * @param network the loss of the network alone, 0 or more
   * @param memory the loss of the n-grams alone, 0 or more
   * @param together the loss of the model, 0 or more
   */
  record Contributions(double network, double memory, double together) {}

  /**
   * A token that may come next in a text, with its probability.
   *
   * @param token what would be written: a character of a {@link CharLanguageModel}, a word with the
   *     space before it or another single character of a {@link WordLanguageModel}
   * @param probability in [0, 1]
   */
  public record TokenProbability(String token, double probability) {

    /** Checks the values. */
    public TokenProbability {
      Checks.notNull(token, "token");
    }
  }
}

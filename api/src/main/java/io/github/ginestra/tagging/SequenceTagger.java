package io.github.ginestra.tagging;

import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained tagger, which gives each token of a text a tag. Made by {@link Taggers}. Safe for many
 * threads at once. On an engine it holds native memory: close it.
 *
 * <p>A text of any length is read as a whole, token by token in both directions; the memory needed
 * grows with its length. The answer does not depend on other texts that are tagged with it, on the
 * engines up to rounding.
 */
public sealed interface SequenceTagger extends TrainedModel permits RecurrentTagger {

  /**
   * Tags a text, which the tagger's tokenizer divides into tokens.
   *
   * @param text the text; one without tokens has an answer without tags
   * @return its tokens, with their positions in the text and their tags
   * @throws NullPointerException if {@code text} is null
   * @throws IllegalStateException if the tagger is closed
   */
  Tagging tag(String text);

  /**
   * Tags the tokens of a text. The positions in the answer are those in the text of the tokens
   * joined by spaces.
   *
   * @param tokens the tokens, none of them empty; may be none
   * @return their tags
   * @throws IllegalArgumentException if a token is empty
   * @throws IllegalStateException if the tagger is closed
   */
  Tagging tag(List<String> tokens);

  /**
   * Tags many texts, faster than one by one.
   *
   * @param texts the texts
   * @return the answers, in the order of the texts; unmodifiable
   * @throws NullPointerException if a text is null; the message gives its position
   * @throws IllegalStateException if the tagger is closed
   */
  List<Tagging> tagAll(Iterable<String> texts);

  /**
   * Tags the tokens of many texts, faster than one by one.
   *
   * @param texts the tokens of each text
   * @return the answers, in the order of the texts; unmodifiable
   * @throws IllegalArgumentException if a token is empty
   * @throws IllegalStateException if the tagger is closed
   */
  List<Tagging> tagAllTokens(Iterable<List<String>> texts);

  /**
   * Returns the most probable sequences of tags of a text.
   *
   * @param text the text
   * @param count how many; 1 or more
   * @return the sequences, the most probable first; fewer if there are no more, and one empty
   *     sequence for a text without tokens. No two differ only in how entities are {@linkplain
   *     TaggedTexts.Encoding encoded}
   * @throws IllegalArgumentException if {@code count} is not positive
   * @throws IllegalStateException if the tagger is closed
   */
  List<Tagging.Sequence> best(String text, int count);

  /**
   * Returns the most probable sequences of tags of tokens.
   *
   * @param tokens the tokens, none of them empty
   * @param count how many; 1 or more
   * @return the sequences, the most probable first; as in {@link #best(String, int)}
   * @throws IllegalArgumentException if {@code count} is not positive, or a token is empty
   * @throws IllegalStateException if the tagger is closed
   */
  List<Tagging.Sequence> best(List<String> tokens, int count);

  /**
   * Tags texts and compares the tags with their own. A tag that the tagger has not learned is
   * missed wherever it occurs.
   *
   * @param texts one or more texts, with at least one token in all
   * @return the scores
   * @throws IllegalArgumentException if there are no tokens
   * @throws IllegalStateException if the tagger is closed
   */
  TaggingEvaluation evaluate(TaggedTexts texts);

  /**
   * Returns the tags that answers can have.
   *
   * @return two or more tags; for entities in {@link TaggedTexts.Encoding#BIO}, or in IO if the
   *     tagger learned them in IO
   */
  List<String> tags();

  /** {@return the types of entities, in natural order; none if the tagger tags single tokens} */
  List<String> types();

  /**
   * Returns how the training went.
   *
   * @return the loss per epoch in nats per token: that of the network for training, that of both
   *     paths together for validation
   */
  @Override
  TrainingHistory history();

  /**
   * Reports likely mistakes: tags that were repaired, and validation texts with tags that are not
   * learned.
   *
   * @return a sentence for each; empty if nothing is suspicious
   */
  List<String> warnings();

  /**
   * Loads a saved tagger. It runs on the backend that the system property {@code ginestra.backend}
   * names, otherwise on the only one on the class path or, if there are several, on {@code java}.
   * It may have been trained on another engine.
   *
   * @param file the file
   * @return the tagger, to be closed by the caller
   * @throws io.github.ginestra.model.ModelFormatException if it is no tagger's file, is damaged, or
   *     was written by a newer version of this library
   * @throws IOException if there is no such file, or it cannot be read
   * @throws io.github.ginestra.spi.BackendException if no backend can be chosen or started
   */
  static SequenceTagger load(Path file) throws IOException {
    return loader().load(file);
  }

  /**
   * Returns a loader, for sources other than files, a backend of your choice, or your own
   * tokenizer.
   *
   * @return a loader with the defaults that its methods document
   */
  static Loader loader() {
    return new Loader();
  }

  /** Sets how a saved tagger is loaded, and loads it. Not for use by several threads at once. */
  @SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
  final class Loader extends ModelLoader<SequenceTagger, Loader> {
    private Loader() {}

    @Override
    protected Loader self() {
      return this;
    }

    @Override
    protected SequenceTagger load(
        ModelArchive archive, @Nullable Tokenizer own, NetworkLoader network) throws IOException {
      TaggerModel model = TaggerArchive.unpack(archive, own);
      return new RecurrentTagger(
          model, network.load(model.network(), TaggerArchive.networkWeights(archive)));
    }
  }
}

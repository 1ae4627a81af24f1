package io.github.ginestra.tagging;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trained tagger is, but for the weights of its network.
 *
 * @param set its tags
 * @param tokenizer how a text becomes tokens
 * @param encoder the words that the network knows
 * @param network the network
 * @param sparse the sparse path; null if there is none
 * @param words the keys of the words that were learned from
 * @param weights how much each path counts
 * @param history how its training went
 * @param provenance how it was made
 * @param warnings what went wrong
 */
record TaggerModel(
    TagSet set,
    Tokenizer tokenizer,
    TokenEncoder encoder,
    NetworkSpec network,
    @Nullable SparsePath sparse,
    FeatureIndex words,
    PathWeights weights,
    TrainingHistory history,
    Provenance provenance,
    List<String> warnings) {

  TagScorer scorer() {
    return new TagScorer(set, encoder, sparse);
  }

  /** Whether a token was learned from, as it is written. */
  boolean isKnown(String token) {
    return words.find(TokenFeatures.wordKey(token)) >= 0;
  }
}

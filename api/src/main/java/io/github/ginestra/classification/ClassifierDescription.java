package io.github.ginestra.classification;

import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.archive.ModelDescription;
import io.github.ginestra.internal.text.Characters;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.text.NgramSpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A classifier in words. */
final class ClassifierDescription {
  private ClassifierDescription() {}

  static String of(ClassifierModel model) {
    TextEncoder encoder = model.scorer().encoder();
    ModelDescription description = description(model.network());
    description.line("labels", String.join(", ", model.labels()));
    describe(encoder, description);
    LinearPath linear = model.scorer().linear();
    if (linear != null) {
      description.line("n-grams", ngrams(linear.features().spec()));
    }
    description.line(
        "weights",
        "%,d%s",
        model.network() == null ? 0 : model.network().parameters(),
        linear == null ? "" : linear(linear));
    LabelModels models = model.scorer().labelModels();
    if (models != null) {
      description.line(
          "models",
          "of n-grams for each label, up to %d tokens; %,d n-grams in all",
          LabelModels.ORDER,
          models.size());
    }
    if (model.scorer().networkWeight() != 1) {
      description.line("paths", "the network counts %.3f times", model.scorer().networkWeight());
    }
    if (model.temperature() != 1) {
      description.line("softmax", "temperature %.4f", model.temperature());
    }
    model.warnings().sentences().forEach(warning -> description.line("warning", warning));
    return description.madeAs(model.provenance());
  }

  private static void describe(TextEncoder encoder, ModelDescription description) {
    List<String> words = encoder.vocabulary().words();
    description.line(
        "reads",
        "tokens of \"%s\", %s; %,d words known%s",
        encoder.tokenizer().name(),
        encoder.fixedLength() > 0
            ? String.format(Locale.ROOT, "padded or cut to %,d", encoder.fixedLength())
            : String.format(Locale.ROOT, "at most %,d", encoder.maximumTokens()),
        words.size(),
        encoder.letterCase() ? "; their letter case" : "");
    long letters = words.stream().filter(ClassifierDescription::isUnspaced).count();
    if (letters > 0) {
      description.line(
          "scripts",
          "without spaces: %,d letters of such scripts are tokens by themselves",
          letters);
    }
  }

  /** Whether a word is one letter of a script that is written without spaces, with its marks. */
  private static boolean isUnspaced(String word) {
    return Characters.isUnspaced(Characters.at(word, 0))
        && word.codePoints().skip(1).allMatch(Unicode::isMark);
  }

  private static ModelDescription description(@Nullable NetworkSpec network) {
    return new ModelDescription(
        "Text classifier", network == null ? "a linear path alone" : network);
  }

  private static String ngrams(NgramSpec spec) {
    return String.format(
        Locale.ROOT,
        "words %s, characters %s, in %,d columns%s",
        lengths(spec.shortestWords(), spec.longestWords()),
        lengths(spec.shortestCharacters(), spec.longestCharacters()),
        spec.buckets(),
        spec.separate() ? ", half of them for words" : "");
  }

  private static String lengths(int shortest, int longest) {
    return longest == 0 ? "none" : shortest + "-" + longest;
  }

  private static String linear(LinearPath linear) {
    return String.format(
        Locale.ROOT,
        " in the network, %,d in the linear path",
        (LinearPath.occurringColumns(linear.features()) + 1L) * linear.labels());
  }
}

package io.github.ginestra.classification;

import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sets how a saved classifier is loaded, and loads it. With the defaults, {@link
 * SequenceClassifier#load} is enough.
 *
 * <pre>{@code
 * SequenceClassifier spam =
 *     SequenceClassifier.loader().backend("djl-mxnet").load(Path.of("spam.ginestra"));
 * }</pre>
 *
 * <p>Not for use by several threads at once; may load several files.
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class ClassifierLoader extends ModelLoader<SequenceClassifier, ClassifierLoader> {
  ClassifierLoader() {}

  @Override
  protected ClassifierLoader self() {
    return this;
  }

  @Override
  protected SequenceClassifier load(
      ModelArchive archive, @Nullable Tokenizer own, NetworkLoader network) throws IOException {
    ClassifierModel model = ClassifierArchive.unpack(archive, own);
    NetworkSpec spec = model.network();
    return new RecurrentClassifier(
        model,
        spec == null
            ? new NoNetwork(model.labels().size())
            : network.load(spec, ClassifierArchive.networkWeights(archive)));
  }
}

package io.github.ginestra.language;

import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sets how a saved language model is loaded, and loads it. With the defaults, {@link
 * CharLanguageModel#load} and {@link WordLanguageModel#load} are enough.
 *
 * <pre>{@code
 * CharLanguageModel leopardi =
 *     CharLanguageModel.loader().backend("djl-mxnet").load(Path.of("leopardi.ginestra"));
 * }</pre>
 *
 * <p>Not for use by several threads at once; may load several files.
 *
 * @param <M> the type of the model
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class LanguageModelLoader<M extends LanguageModel>
    extends ModelLoader<M, LanguageModelLoader<M>> {
  private final Class<M> type;
  private final SymbolKind kind;

  LanguageModelLoader(Class<M> type, SymbolKind kind) {
    this.type = type;
    this.kind = kind;
  }

  @Override
  protected LanguageModelLoader<M> self() {
    return this;
  }

  @Override
  protected M load(ModelArchive archive, @Nullable Tokenizer own, NetworkLoader network)
      throws IOException {
    LanguageModelParts parts = LanguageModelArchive.unpack(archive, kind, own);
    return type.cast(kind.model(parts, network.load(parts.network(), archive.weights())));
  }
}

package io.github.ginestra.language;

import io.github.ginestra.internal.Checks;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.archive.ModelLoader;
import io.github.ginestra.internal.backend.BackendChoice;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Device;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Collects how a saved language model is to be loaded, and loads it. {@link CharLanguageModel#load}
 * and {@link WordLanguageModel#load} are enough where nothing here is needed.
 *
 * <pre>{@code
 * CharLanguageModel.loader().backend("djl-mxnet").load(Path.of("leopardi.ginestra"))
 * }</pre>
 *
 * <p>Not for use by several threads at once; may load several files.
 *
 * @param <M> the type of the model
 */
@SuppressWarnings("exports") // what is inherited is public, its class is of no use to users
public final class LanguageModelLoader<M extends LanguageModel> extends ModelLoader<M> {
  private final Class<M> type;
  private final SymbolKind kind;
  private @Nullable Tokenizer tokenizer;
  private BackendChoice backend = BackendChoice.NONE;
  private BackendSettings settings = BackendSettings.defaults();

  LanguageModelLoader(Class<M> type, SymbolKind kind) {
    this.type = type;
    this.kind = kind;
  }

  /**
   * Names the backend to use. The default is the one that the system property {@code
   * ginestra.backend} names, else the only one on the class path; beside others, {@code "java"},
   * which can do nothing else than run models.
   *
   * @param name for example {@code "djl-pytorch"}
   * @return this loader
   */
  public LanguageModelLoader<M> backend(String name) {
    backend = BackendChoice.named(name);
    return this;
  }

  /**
   * Gives the backend itself, instead of its name: one that is on no class path that the library
   * sees, or was set up by the program. The backend given or named last is used.
   *
   * @param given the backend
   * @return this loader
   */
  public LanguageModelLoader<M> backend(Backend given) {
    backend = BackendChoice.of(given);
    return this;
  }

  /**
   * Sets where the model scores. The default is {@link Device#cpu()}.
   *
   * @param device the device
   * @return this loader
   */
  public LanguageModelLoader<M> device(Device device) {
    settings = settings.device(device);
    return this;
  }

  /**
   * Rounds the weights to 8-bit numbers as they are loaded: a quarter of the memory, and answers
   * that differ a little; {@code docs/backends.md} has measured how much. The model cannot be saved
   * again. By default the weights stay as they are.
   *
   * @return this loader
   */
  public LanguageModelLoader<M> quantize() {
    settings = settings.quantized(true);
    return this;
  }

  /**
   * Gives the tokenizer for a model of words that was trained with one of the user's own. It is
   * used where the file names it; the tokenizers of {@link io.github.ginestra.text.Tokenizers} need
   * not be given.
   *
   * @param own the tokenizer, by the same name and with the same rules as when the model was
   *     trained
   * @return this loader
   */
  public LanguageModelLoader<M> tokenizer(Tokenizer own) {
    tokenizer = Checks.notNull(own, "own");
    return this;
  }

  @Override
  protected Backend chosen() {
    return backend.backend(Backends.LOADING);
  }

  @Override
  protected M load(ModelArchive archive, Backend chosen) throws IOException {
    LanguageModelParts parts = LanguageModelArchive.unpack(archive, kind, tokenizer);
    return type.cast(kind.model(parts, chosen.load(parts.network(), archive.weights(), settings)));
  }
}

/**
 * The model file, {@code *.ginestra}: a zip of two entries, of which {@code model.json} says what
 * the model is and how it was made, and {@code weights.safetensors} holds its weights by PyTorch's
 * names and in its layouts. {@code docs/model-format.md} defines it, so that other programs can
 * read and write it.
 *
 * <p>What enters is a {@link io.github.ginestra.internal.archive.ModelArchive}: a kind of model,
 * what is to be known of a model of that kind as a {@link
 * io.github.ginestra.internal.archive.Document}, its {@link io.github.ginestra.model.Provenance}
 * and its weights. What a document of some kind holds is for that kind to say; this package knows
 * the container.
 *
 * <p>Files are written as a whole or not at all. Reading trusts nothing: no claim of a file makes
 * it take more memory than a small multiple of the file's own size, and whatever is wrong is a
 * {@link io.github.ginestra.model.ModelFormatException}. Nothing in a file is ever run.
 *
 * <p>To look at a model without any engine:
 *
 * <pre>{@code
 * ModelArchive archive = ModelArchive.read(Path.of("spam.ginestra"));
 * archive.provenance().engine();     // "PyTorch 2.7.1 (DJL 0.35.1)"
 * archive.weights().names();         // [embedding.weight, recurrent.weight_ih_l0, ...]
 * }</pre>
 */
@NullMarked
package io.github.ginestra.internal.archive;

import org.jspecify.annotations.NullMarked;

/**
 * The model file, {@code *.ginestra}: a zip file of two entries, {@code model.json} with the
 * definition and the provenance of the model, and {@code weights.safetensors} with its weights
 * under PyTorch's names and in its layouts. {@code docs/model-format.md} defines the format, so
 * that other programs can read and write it.
 *
 * <p>A {@link io.github.ginestra.internal.archive.ModelArchive} is the content of a file: the kind
 * of model, its definition as a {@link io.github.ginestra.internal.archive.Document}, its {@link
 * io.github.ginestra.model.Provenance} and its weights. Each kind of model defines its own
 * document; this package defines the container.
 *
 * <p>Files are written completely or not at all. Reading trusts nothing: it takes no more memory
 * than a small multiple of the file's size, whatever the file claims, and every fault is a {@link
 * io.github.ginestra.model.ModelFormatException}. Nothing in a file is ever executed.
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

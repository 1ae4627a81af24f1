/**
 * Text processing, the same for every engine: from a {@code String} to {@linkplain
 * io.github.ginestra.text.Token tokens} and their positions in the text.
 *
 * <pre>{@code
 * Tokenizer tokenizer = Tokenizer.words();
 * List<Token> tokens = tokenizer.tokenize("WINNER! Call 0906 now", 120);
 * tokens.get(0).text(); // "winner"
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.github.ginestra.text.Tokenizer} has built-in tokenizers: {@code automatic()},
 *       which chooses words or characters by the training texts, {@code words()} for any kind of
 *       text, {@code messages()} for short messages with disguised words, {@code plainWords()} for
 *       pretrained vectors, {@code characters()} and {@code spacedWords()} for language models. A
 *       tokenizer also reports the {@linkplain io.github.ginestra.text.Tokenizer#spans positions}
 *       of its tokens.
 *   <li>{@link io.github.ginestra.text.Token} is a normalised word with its original {@link
 *       io.github.ginestra.text.Token.LetterCase letter case}, which a classifier can learn from.
 *   <li>{@link io.github.ginestra.text.WordVectors} are pretrained word vectors.
 *   <li>{@link io.github.ginestra.text.NgramSpec} defines the n-grams of words and characters that
 *       a linear path counts.
 * </ul>
 *
 * <p>Traps: word vectors suit only the tokenizer they were trained with; {@code messages()} folds
 * digits and links into tokens that pretrained vectors do not contain. A blank text has no tokens;
 * a classifier then reads {@link io.github.ginestra.text.Token#EMPTY_TEXT}.
 *
 * <p>Arguments must not be null unless they are marked {@code @Nullable}; otherwise a {@link
 * NullPointerException} names the argument.
 */
@NullMarked
package io.github.ginestra.text;

import org.jspecify.annotations.NullMarked;

/**
 * From text to numbers, on the near side of every engine. What enters is a {@code String}; what
 * leaves are {@linkplain io.github.ginestra.text.Token tokens} and where they stand in the text.
 *
 * <pre>{@code
 * Tokenizer tokenizer = Tokenizers.words();
 * List<Token> tokens = tokenizer.tokenize("WINNER! Call 0906 now", 120);
 * tokens.get(0).text(); // "winner"
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.github.ginestra.text.Tokenizers} cuts texts: {@code words()} for models that
 *       learn their own vectors, {@code plainWords()} for pretrained vectors, {@code characters()}
 *       and {@code spacedWords()} for language models. A tokenizer also tells where in the text its
 *       tokens {@linkplain io.github.ginestra.text.Tokenizer#spans stand}.
 *   <li>{@link io.github.ginestra.text.Token} keeps beside each normalised word how it was {@link
 *       io.github.ginestra.text.LetterCase written}, because a shout is a sign.
 *   <li>{@link io.github.ginestra.text.WordVectors} fills an embedding table with what others have
 *       learned.
 *   <li>{@link io.github.ginestra.text.NgramSpec} says which n-grams of words and characters a
 *       linear path counts.
 * </ul>
 *
 * <p>Traps: a set of vectors fits only the tokenizer it was made with; {@code words()} folds digits
 * and links, which pretrained vectors do not know. A blank text has no tokens; {@link
 * io.github.ginestra.text.Token#EMPTY_TEXT} stands for it where a step is needed.
 */
@NullMarked
package io.github.ginestra.text;

import org.jspecify.annotations.NullMarked;

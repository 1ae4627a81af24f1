/**
 * From text to numbers, on the near side of every engine. What enters is a {@code String}; what
 * leaves are {@linkplain io.github.ginestra.text.Token tokens} and the ids of their words.
 *
 * <pre>{@code
 * Tokenizer tokenizer = Tokenizers.words();
 * List<Token> tokens = tokenizer.tokenize("WINNER! Call 0906 now", 120);
 * Vocabulary.Builder counts = Vocabulary.builder().minimumCount(1);
 * tokens.forEach(token -> counts.add(token.text()));
 * Vocabulary vocabulary = counts.build();
 * vocabulary.idOf("call"); // 4: after padding, unknown, "winner" and "!"
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.github.ginestra.text.Tokenizers} cuts texts: {@code words()} for models that
 *       learn their own vectors, {@code plainWords()} for pretrained vectors, {@code characters()}
 *       and {@code spacedWords()} for language models. A tokenizer also tells where in the text its
 *       tokens {@linkplain io.github.ginestra.text.Tokenizer#spans stand}.
 *   <li>{@link io.github.ginestra.text.Token} keeps beside each normalised word how it was {@link
 *       io.github.ginestra.text.LetterCase written}, because a shout is a sign.
 *   <li>{@link io.github.ginestra.internal.features.Vocabulary} gives each word its row of the
 *       embedding table.
 *   <li>{@link io.github.ginestra.text.WordVectors} fills those rows with what others have learned.
 *   <li>{@link io.github.ginestra.internal.features.NgramFeatures} sees inside words and at their
 *       neighbours, for linear models.
 * </ul>
 *
 * <p>Traps: a vocabulary and a set of vectors fit only the tokenizer they were made with; {@code
 * words()} folds digits and links, which pretrained vectors do not know. A blank text has no
 * tokens; {@link io.github.ginestra.text.Token#EMPTY_TEXT} stands for it where a step is needed.
 * Count the words of the training texts alone: a vocabulary that has seen the test texts flatters
 * the model.
 */
@NullMarked
package io.github.ginestra.text;

import org.jspecify.annotations.NullMarked;

package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.ginestra.data.MalformedDataException;
import io.github.ginestra.internal.Utf8Reader;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.text.IntSequence;
import io.github.ginestra.internal.training.TrainingWatch.Progress;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SymbolTextTest {
  private static final List<String> PIECES =
      List.of(
          "a", "è", "E", "'", "’", " ", "  ", "\n", "\t", "7", "\u0301", "😀", "dell'", " amore",
          "—");

  @TempDir Path folder;

  static Stream<Tokenizer> tokenizers() {
    return Stream.of(Tokenizer.characters(), Tokenizer.spacedWords());
  }

  /** A text of odd sequences, some of them longer than what is read at once. */
  private static String text(long seed, int pieces) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.append("x".repeat(100_000)).append("😀".repeat(50_000)).append(" fine").toString();
  }

  private static SymbolText of(Tokenizer tokenizer, String text) {
    return SymbolText.of(tokenizer, text, 0, Progress.UNWATCHED);
  }

  private static SymbolText read(Tokenizer tokenizer, Reader reader) throws IOException {
    return SymbolText.read(tokenizer, reader, 0, Progress.UNWATCHED);
  }

  private static List<String> symbols(Tokenizer tokenizer, String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return tokenizer.tokenize(composed, Integer.MAX_VALUE).stream().map(Token::text).toList();
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void a_text_read_in_parts_has_the_symbols_of_the_whole(Tokenizer tokenizer) {
    String text = text(1, 300_000);
    List<String> expected = symbols(tokenizer, text);
    Vocabulary.Builder builder = Vocabulary.builder();
    SymbolText read = of(tokenizer, text);
    read.count(builder);
    Vocabulary vocabulary = builder.build();

    IntSequence ids = read.encode(new SymbolCodec(tokenizer, vocabulary, true));

    assertThat(IntStream.range(0, ids.size()).mapToObj(i -> vocabulary.wordOf(ids.get(i))))
        .isEqualTo(expected);
    assertThat(vocabulary.words()).isEqualTo(expected.stream().distinct().toList());
  }

  @Test
  void a_file_and_a_string_have_the_same_fingerprint() throws IOException {
    String text = text(2, 200_000);
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    try (Utf8Reader reader = Utf8Reader.open(file, MalformedDataException::new)) {
      assertThat(read(Tokenizer.characters(), reader).sha256())
          .isEqualTo(of(Tokenizer.characters(), text).sha256());
    }
  }

  @Test
  void a_file_is_read_as_it_stands_but_for_a_byte_order_mark() throws IOException {
    String text = text(3, 100_000);

    assertThat(
            Utf8Reader.read(
                Files.writeString(folder.resolve("plain"), text), MalformedDataException::new))
        .isEqualTo(text);
    assertThat(
            Utf8Reader.read(
                Files.writeString(folder.resolve("marked"), "\uFEFF" + text),
                MalformedDataException::new))
        .isEqualTo(text);
    assertThat(
            Utf8Reader.read(Files.createFile(folder.resolve("empty")), MalformedDataException::new))
        .isEmpty();
  }

  @Test
  void bytes_that_are_no_utf8_are_told_with_their_place() throws IOException {
    byte[] bytes = ("è\n".repeat(20_000) + "perchè").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xE8;
    Path file = Files.write(folder.resolve("latin.txt"), bytes);

    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Utf8Reader.read(file, MalformedDataException::new))
        .withMessage(
            file
                + ", line 20001: expected UTF-8, found byte 0xC3 as byte 6 of the line; it seems to be"
                + " windows-1252: read it with that charset, or save it as UTF-8");
  }

  @Test
  void a_file_that_ends_within_a_character_is_told() throws IOException {
    Path file = Files.write(folder.resolve("cut.txt"), new byte[] {'a', '\n', (byte) 0xC3});

    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Utf8Reader.read(file, MalformedDataException::new))
        .withMessage(
            file
                + ", line 2: expected UTF-8, found byte 0xC3 as byte 1 of the line; the file seems to be cut"
                + " off within a character");
  }

  @Test
  void byte_order_marks_before_lines_are_no_symbols_wherever_the_text_comes_from()
      throws IOException {
    String text = "\uFEFFone\n\uFEFFtwo\r\n\uFEFFth\uFEFFree";
    SymbolText plain = of(Tokenizer.characters(), "one\ntwo\r\nth\uFEFFree");
    Path file = Files.writeString(folder.resolve("marks.txt"), text);

    try (Utf8Reader reader = Utf8Reader.open(file, MalformedDataException::new)) {
      assertThat(read(Tokenizer.characters(), reader).sha256()).isEqualTo(plain.sha256());
    }
    assertThat(read(Tokenizer.characters(), new StringReader(text)).sha256())
        .isEqualTo(plain.sha256());
    assertThat(of(Tokenizer.characters(), text).sha256()).isEqualTo(plain.sha256());
    assertThat(of(Tokenizer.characters(), text).size()).isEqualTo(plain.size());
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void line_ends_and_composed_letters_are_alike_wherever_the_text_comes_from(Tokenizer tokenizer)
      throws IOException {
    String plain = "perch\u00E9 no\n\nun'\u00E0ncora \uD55C\u1E69\n".repeat(4_000);
    String decomposed = Normalizer.normalize(plain, Normalizer.Form.NFD);
    String expected = of(tokenizer, plain).sha256();

    for (String other :
        List.of(
            plain.replace("\n", "\r\n"),
            plain.replace("\n", "\r"),
            decomposed,
            "\uFEFF" + decomposed.replace("\n", "\r\n"))) {
      Path file = Files.writeString(folder.resolve("other.txt"), other);
      assertThat(of(tokenizer, other).sha256()).isEqualTo(expected);
      assertThat(read(tokenizer, new StringReader(other)).sha256()).isEqualTo(expected);
      try (Utf8Reader reader = Utf8Reader.open(file, MalformedDataException::new)) {
        assertThat(read(tokenizer, reader).sha256()).isEqualTo(expected);
      }
    }
  }

  @Test
  void utf_16_without_a_byte_order_mark_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("utf16.txt"), "text", StandardCharsets.UTF_16LE);

    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Utf8Reader.read(file, MalformedDataException::new))
        .withMessageContaining("UTF-16LE");
  }

  @Test
  void an_endless_text_is_named() {
    Reader endless =
        new Reader() {
          @Override
          public int read(char[] target, int from, int length) {
            Arrays.fill(target, from, from + length, 'x');
            return length;
          }

          @Override
          public void close() {}
        };

    assertThatIOException()
        .isThrownBy(() -> read(Tokenizer.spacedWords(), endless))
        .withMessageStartingWith("the text to learn from: is too large, or has no end");
  }
}

package io.github.ginestra.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.explanation.Explanation;
import io.github.ginestra.explanation.Explanation.TokenContribution;
import io.github.ginestra.internal.Unicode;
import io.github.ginestra.internal.features.NgramFeatures;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.text.NgramSpec;
import io.github.ginestra.text.Span;
import io.github.ginestra.text.Token;
import io.github.ginestra.text.Token.LetterCase;
import io.github.ginestra.text.Tokenizer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The work for a text grows with its length, whatever it is made of. Lengths are such that work
 * with the square of them would take minutes where the limit is seconds.
 */
class LinearTimeTest {
  private static final int LONG = 12_000;
  private static final int VERY_LONG = 250_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<Tokenizer> TOKENIZERS =
      List.of(
          Tokenizer.messages(),
          Tokenizer.plainWords(),
          Tokenizer.spacedWords(),
          Tokenizer.characters());

  /**
   * Characters whose length changes with their case, and one of each kind that the text code may
   * tell apart, by themselves and after a letter, a blank, and a mark of another class.
   */
  private static Set<String> units() {
    Set<String> kinds = new TreeSet<>();
    Set<String> units =
        new TreeSet<>(List.of("e\u0301\u0323", "a&", "&amp;", "&#", "'a", "Σ.", "_"));
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String unit = Character.toString(c);
      boolean grows =
          unit.toUpperCase(Locale.ROOT).length() != unit.length()
              || unit.toLowerCase(Locale.ROOT).length() != unit.length();
      if (grows || kinds.add(kind(c))) {
        units.add(unit);
      }
    }
    return units;
  }

  private static String kind(int c) {
    return Character.getType(c)
        + " "
        + Unicode.isSpace(c)
        + " "
        + Character.isSupplementaryCodePoint(c);
  }

  private static void everything(String text) {
    for (Tokenizer tokenizer : TOKENIZERS) {
      tokenizer.tokenize(text, Integer.MAX_VALUE);
      tokenizer.spans(text, Integer.MAX_VALUE);
    }
    NgramFeatures.of(NgramSpec.standard().buckets(1 << 10)).vector(text);
    LetterCase.of(text);
    Examples.of(List.of(new Example("a", text), new Example("b", text))).distinct();
    new Example("a" + text.replace('\0', 'x'), "");
    SymbolCodec codec =
        new SymbolCodec(Tokenizer.spacedWords(), Vocabulary.of(List.of("a", "b")), true);
    codec.encode(text);
    codec.encode("a" + text);
  }

  private static void assertWithinLimit(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread thread = new Thread(task, "work");
    thread.setDaemon(true);
    thread.start();
    while (!task.isDone()) {
      assertThat(Duration.ofNanos(threads.getThreadCpuTime(thread.getId()))).isLessThan(LIMIT);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(task).succeedsWithin(Duration.ZERO);
  }

  @Tag("soak")
  @Test
  void every_kind_of_character_repeated_takes_time_with_its_number() {
    assertWithinLimit(
        () -> {
          for (String unit : units()) {
            everything(unit.repeat(LONG / unit.length()));
          }
        });
  }

  @Tag("soak")
  @Test
  void very_long_texts_of_characters_that_grow_and_of_marks_are_read() {
    assertWithinLimit(
        () -> {
          for (String unit :
              List.of("\u0130", "\u00DF", "\u0149", "\u0390", "\u0301\u0323", "\u0323\u0301")) {
            everything("a" + unit.repeat(VERY_LONG / unit.length()));
          }
        });
  }

  @Test
  void case_and_marks_of_all_characters_are_as_the_jdk_has_them() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) == Character.UNASSIGNED
          || Character.getType(c) == Character.PRIVATE_USE) {
        continue;
      }
      String text =
          "aΣ" + Character.toString(c) + "Σ " + Character.toString(c).repeat(3) + "\u0130Σ";
      if (!Unicode.lowerCase(text).equals(text.toLowerCase(Locale.ROOT))
          || !Unicode.upperCase(text).equals(text.toUpperCase(Locale.ROOT))
          || !Unicode.withoutMarks(text).equals(bare(text))) {
        assertThat(c).as("character %x", c).isNull();
      }
    }
    String greek = "ΟΔΟΣ ΣΣ. Σ'ΑΣ Σ-ΣΑΣ\uD801\uDC00Σ ".repeat(9);
    assertThat(Unicode.lowerCase(greek)).isEqualTo(greek.toLowerCase(Locale.ROOT));
    String parts = "\uD801\uDC28x".repeat(200) + "ß".repeat(300);
    assertThat(Unicode.upperCase(parts)).isEqualTo(parts.toUpperCase(Locale.ROOT));
    assertThat(Unicode.upperCase("x" + parts)).isEqualTo(("x" + parts).toUpperCase(Locale.ROOT));
  }

  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
  }

  /** A tokenizer that does not tell where its tokens stand. */
  private record Rewriting(List<String> tokens) implements Tokenizer {
    @Override
    public String name() {
      return "rewriting";
    }

    @Override
    public List<Token> tokenize(String text, int limit) {
      return tokens.stream().map(token -> new Token(token, LetterCase.OTHER)).limit(limit).toList();
    }
  }

  @Tag("soak")
  @Test
  void tokens_are_searched_in_time_with_text_and_tokens() {
    String text = "ab".repeat(200_000);
    Stream<Consumer<List<String>>> cases =
        Stream.of(
            tokens -> IntStream.range(0, 15_000).forEach(i -> tokens.add("absent" + i)),
            tokens -> IntStream.range(0, 15_000).forEach(i -> tokens.add("ab".repeat(5) + i)),
            tokens -> IntStream.range(0, 20).forEach(i -> tokens.add("ab".repeat(20_000) + i)),
            tokens -> IntStream.range(0, 15_000).forEach(i -> tokens.add("x")),
            tokens ->
                IntStream.range(0, 15_000).forEach(i -> tokens.add(i % 2 == 0 ? "a" : "c" + i)));

    assertWithinLimit(
        () ->
            cases.forEach(
                add -> {
                  List<String> tokens = new ArrayList<>();
                  add.accept(tokens);
                  assertThat(new Rewriting(tokens).spans(text, Integer.MAX_VALUE))
                      .hasSameSizeAs(tokens);
                  assertThat(new Rewriting(tokens).spans(" ".repeat(200_000), Integer.MAX_VALUE))
                      .hasSameSizeAs(tokens);
                }));
  }

  @Test
  void an_explanation_is_rendered_in_time_with_its_tokens() {
    String text = "a ".repeat(40_000);
    List<TokenContribution> tokens =
        IntStream.range(0, 40_000)
            .mapToObj(i -> new TokenContribution("a", new Span(2 * i, 2 * i + 1), i % 2))
            .toList();
    Explanation explanation = new Explanation(text, "spam", 0.5, tokens, text.length(), 0);

    assertWithinLimit(
        () -> {
          assertThat(explanation.toText()).contains("a[+1.00]");
          assertThat(explanation.toHtml()).contains("<mark");
        });
  }
}

package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.text.CompactInts;
import io.github.ginestra.internal.text.IntSequence;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactIntsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 200, 256, 257, 65_536, 65_537, Integer.MAX_VALUE})
  void what_was_added_is_there_whatever_its_size(int bound) {
    Random random = new Random(bound);
    int[] numbers = new int[200_000];
    Arrays.setAll(numbers, i -> random.nextInt(i < 1_000 ? Math.min(bound, 9) : bound));
    CompactInts compact = new CompactInts();

    Arrays.stream(numbers).forEach(compact::add);

    assertThat(IntStream.range(0, compact.size()).map(compact::get).toArray()).isEqualTo(numbers);
  }

  @Test
  void the_largest_number_of_each_width_is_there() {
    CompactInts compact = new CompactInts();

    for (int number : new int[] {0, 255, 256, 65_535, 65_536, Integer.MAX_VALUE}) {
      compact.add(number);
      assertThat(compact.get(compact.size() - 1)).isEqualTo(number);
    }
    assertThat(compact.get(1)).isEqualTo(255);
    assertThat(compact.get(3)).isEqualTo(65_535);
  }

  @Test
  void parts_follow_each_other() {
    IntSequence sequence =
        IntSequence.of(1, 2, 3, 4, 5).part(1, 4).then(IntSequence.of(9)).part(1, 4);

    assertThat(IntStream.range(0, sequence.size()).map(sequence::get)).containsExactly(3, 4, 9);
  }

  @Test
  void texts_are_unpacked_as_they_were() {
    CompactTexts texts = new CompactTexts();
    texts.add(new EncodedText(new int[] {70_000, 1, 2}, new int[] {0, 1, 3}, null));
    texts.add(new EncodedText(new int[0], new int[0], null));
    texts.add(new EncodedText(new int[] {7}, new int[] {2}, null));

    assertThat(texts).hasSize(3);
    assertThat(texts.get(0).ids()).containsExactly(70_000, 1, 2);
    assertThat(texts.get(0).cases()).containsExactly(0, 1, 3);
    assertThat(texts.get(1).length()).isZero();
    assertThat(texts.get(2).ids()).containsExactly(7);
    assertThat(texts.get(2).cases()).containsExactly(2);
  }
}

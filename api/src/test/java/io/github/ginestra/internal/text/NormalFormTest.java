package io.github.ginestra.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalFormTest {
  private static final String IGNORABLE = "\u00AD\u034F\u200B\u200D\u202E\u2060\uFE0F\uFEFF";

  /** Random texts in which marks, letters of Korean and full-width forms are frequent. */
  private static String text(Random random) {
    int[][] ranges = {
      {0x20, 0x17F}, {0x300, 0x36F}, {0x1100, 0x11FF}, {0xAC00, 0xD7A3}, {0xFF00, 0xFFEF},
      {0x900, 0x97F}, {0x3040, 0x318E}, {0x1D400, 0x1D7FF}, {0x1E00, 0x1FFF}, {0xF900, 0xFAFF},
      {0x400, 0x48F}, {0x20, 0x7E}
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      int[] range = ranges[random.nextInt(ranges.length)];
      text.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
    }
    return text.toString();
  }

  @Test
  void nfc_by_clusters_is_that_of_the_whole_text() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      assertThat(NormalForm.NFC.of(text)).isEqualTo(Normalizer.normalize(text, Form.NFC));
    }
  }

  @Test
  void nfkc_by_clusters_is_that_of_the_whole_text() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random).replaceAll("[\u00AD\u034F\u115F\u1160\u3164\uFFA0]", "");
      assertThat(NormalForm.FOLDED.of(text)).isEqualTo(Normalizer.normalize(text, Form.NFKC));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_normalised_text_stays_as_it_is(NormalForm form) {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      String once = form.of(text(random));
      assertThat(form.of(once)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VISIBLE", "FOLDED"})
  void what_cannot_be_seen_is_left_out_wherever_it_stands(NormalForm form) {
    IGNORABLE
        .chars()
        .mapToObj(c -> String.valueOf((char) c))
        .forEach(
            c ->
                assertThat(form.of(c + "fr" + c + "e" + c + "\u0301e" + c)).isEqualTo("fr\u00e9e"));
    assertThat(form.of(new String(Character.toChars(0xE0041)))).isEmpty();
  }

  @Test
  void places_point_to_what_a_character_was_made_from() {
    Mapped mapped = NormalForm.FOLDED.mapped("a\u00ADe\u0301\uFB01\uD835\uDC00b");

    assertThat(mapped.text()).isEqualTo("a\u00e9fiAb");
    assertThat(mapped.starts()).containsExactly(0, 2, 4, 4, 5, 7);
    assertThat(mapped.ends()).containsExactly(2, 4, 5, 5, 7, 8);
  }

  @ParameterizedTest
  @EnumSource
  void the_work_is_linear_in_the_length_of_any_text(NormalForm form) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(form.of("a" + "\u0301\u0316".repeat(200_000))).isNotEmpty();
          assertThat(form.of("\u4e2d".repeat(400_000))).hasSize(400_000);
          assertThat(form.of("a" + "\u200B".repeat(400_000))).isNotEmpty();
        });
  }
}

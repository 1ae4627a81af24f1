package io.github.ginestra.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.text.Characters;
import io.github.ginestra.internal.text.NormalForm;
import org.junit.jupiter.api.Test;

class DecodedTextTest {

  @Test
  void is_decoded_little_further_than_it_is_read() {
    CountingText source = new CountingText("&lt;a ".repeat(200_000));
    DecodedText text = new DecodedText(source, true, NormalForm.NONE);

    for (int i = 0; i < 300; i += 3) {
      assertThat(text.at(i)).isEqualTo('<');
    }

    assertThat(source.charactersRead).isBetween(600, 1_600);
  }

  @Test
  void ends_where_the_decoded_text_ends() {
    DecodedText text = new DecodedText("a&lt;", true, NormalForm.NONE);

    assertThat(text.at(1)).isEqualTo('<');
    assertThat(text.at(2)).isEqualTo(Characters.END);
    assertThat(text.slice(0, 2)).isEqualTo("a<");
  }

  @Test
  void reads_a_surrogate_pair_across_its_parts() {
    for (int before = 250; before < 260; before++) {
      assertThat(new DecodedText("a".repeat(before) + "🎉", true, NormalForm.NONE).at(before))
          .isEqualTo("🎉".codePointAt(0));
    }
  }

  /** A text that counts the characters asked of it. */
  private static final class CountingText implements CharSequence {
    private final String text;
    private int charactersRead;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      charactersRead++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      charactersRead += end - start;
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      charactersRead += text.length();
      return text;
    }
  }
}

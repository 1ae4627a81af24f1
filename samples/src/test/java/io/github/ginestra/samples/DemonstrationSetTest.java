package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.data.Examples;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemonstrationSetTest {

  @Test
  void it_has_some_hundred_different_messages_and_about_a_third_is_spam() throws IOException {
    SpamMessages messages = SpamSource.demonstration();

    assertThat(messages.examples().size()).isBetween(300, 500);
    assertThat(messages.repeats()).isZero();
    assertThat(messages.examples().counts().get("spam"))
        .isBetween(messages.examples().size() / 4, messages.examples().size() / 3 + 10);
  }

  @Test
  void none_of_it_is_taken_from_the_real_collection() throws IOException {
    Examples real = Examples.fromTsv(RealData.folder().resolve(SmsCollection.PATH));
    Set<String> both = new HashSet<>(real.texts());
    both.retainAll(SpamSource.demonstration().examples().texts());

    assertThat(both).isEmpty();
  }
}

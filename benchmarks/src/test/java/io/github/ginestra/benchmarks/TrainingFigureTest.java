package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainingFigureTest {

  @Test
  void of_times_the_shorter_and_of_speeds_the_greater_is_better() {
    assertThat(TrainingFigure.LESSON_EPOCH.better(1, 2)).isEqualTo(1);
    assertThat(TrainingFigure.LSTM_128.better(1, 2)).isEqualTo(2);
  }

  @Test
  void a_ratio_is_how_many_times_as_fast_the_first_is() {
    assertThat(TrainingFigure.SPAM_FOLD_ONE_THREAD.ratio(2, 5)).isEqualTo(2.5);
    assertThat(TrainingFigure.LSTM_384.ratio(5, 2)).isEqualTo(2.5);
  }

  @Test
  void the_document_of_the_project_has_the_place_for_the_table() throws Exception {
    MarkedSection.ofTraining(Path.of("..", "docs", "benchmarks.md")).check();
  }
}

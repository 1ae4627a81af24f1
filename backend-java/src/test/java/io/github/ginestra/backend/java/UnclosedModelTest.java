package io.github.ginestra.backend.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.backend.contract.BackendContract;
import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model in plain Java need not be closed. */
class UnclosedModelTest {
  private static SequenceClassifier load() throws IOException {
    return SequenceClassifier.loader()
        .backend(new JavaBackend())
        .loadResource(BackendContract.class, "golden-2.ginestra");
  }

  /** Uses a model on this thread and on helpers, and forgets it. */
  private static WeakReference<SequenceClassifier> forgotten() throws IOException {
    SequenceClassifier model = load();
    List<String> texts = Collections.nCopies(300, "claim your free prize now, please");
    assertThat(model.classifyAll(texts)).hasSize(300);
    assertThat(model.classifyAll(texts.stream())).hasSize(300);
    return new WeakReference<>(model);
  }

  @Test
  void nothing_holds_a_model_that_was_used_and_not_closed() throws Exception {
    WeakReference<SequenceClassifier> model = forgotten();
    for (int i = 0; i < 100 && model.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(model.get()).isNull();
  }

  @Test
  void it_may_be_closed_all_the_same_and_more_than_once() throws IOException {
    SequenceClassifier model = load();
    model.close();
    model.close();
    assertThat(model.labels()).isNotEmpty();
  }
}

package io.github.ginestra.backend.djl.mxnet;

import io.github.ginestra.backend.contract.AnswerContract;
import io.github.ginestra.backend.contract.ArchiveContract;
import io.github.ginestra.backend.contract.BackendUnderTest;
import io.github.ginestra.backend.contract.BatchIndependenceContract;
import io.github.ginestra.backend.contract.ClassifierContract;
import io.github.ginestra.backend.contract.ConcurrencyContract;
import io.github.ginestra.backend.contract.DeterminismContract;
import io.github.ginestra.backend.contract.FailureContract;
import io.github.ginestra.backend.contract.GradientContract;
import io.github.ginestra.backend.contract.KilledTrainingContract;
import io.github.ginestra.backend.contract.LanguageFailureContract;
import io.github.ginestra.backend.contract.LanguageGradientContract;
import io.github.ginestra.backend.contract.LanguageModelContract;
import io.github.ginestra.backend.contract.LanguageRecurrenceContract;
import io.github.ginestra.backend.contract.LearningContract;
import io.github.ginestra.backend.contract.LifeCycleContract;
import io.github.ginestra.backend.contract.ProviderContract;
import io.github.ginestra.backend.contract.RecurrenceContract;
import io.github.ginestra.backend.contract.ResumptionContract;
import io.github.ginestra.backend.contract.WritingContract;
import io.github.ginestra.spi.BackendProvider;
import org.junit.jupiter.api.Nested;

class MxNetBackendTest {
  interface MxNet extends BackendUnderTest {
    @Override
    default BackendProvider provider() {
      return new MxNetBackendProvider();
    }
  }

  @Nested
  class Provider extends ProviderContract implements MxNet {}

  @Nested
  class Recurrence extends RecurrenceContract implements MxNet {}

  @Nested
  class Gradients extends GradientContract implements MxNet {}

  @Nested
  class Learning extends LearningContract implements MxNet {}

  @Nested
  class BatchIndependence extends BatchIndependenceContract implements MxNet {}

  @Nested
  class Determinism extends DeterminismContract implements MxNet {}

  @Nested
  class Resumption extends ResumptionContract implements MxNet {}

  @Nested
  class KilledTrainings extends KilledTrainingContract implements MxNet {}

  @Nested
  class Concurrency extends ConcurrencyContract implements MxNet {}

  @Nested
  class LifeCycle extends LifeCycleContract implements MxNet {}

  @Nested
  class Archives extends ArchiveContract implements MxNet {}

  @Nested
  class Failures extends FailureContract implements MxNet {}

  @Nested
  class Answers extends AnswerContract implements MxNet {}

  @Nested
  class Classifier extends ClassifierContract implements MxNet {}

  @Nested
  class LanguageRecurrence extends LanguageRecurrenceContract implements MxNet {}

  @Nested
  class LanguageGradients extends LanguageGradientContract implements MxNet {}

  @Nested
  class LanguageFailures extends LanguageFailureContract implements MxNet {}

  @Nested
  class Writing extends WritingContract implements MxNet {}

  @Nested
  class LanguageModels extends LanguageModelContract implements MxNet {}
}

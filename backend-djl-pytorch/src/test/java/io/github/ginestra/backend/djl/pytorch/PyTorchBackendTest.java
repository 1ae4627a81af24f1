package io.github.ginestra.backend.djl.pytorch;

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

class PyTorchBackendTest {
  interface PyTorch extends BackendUnderTest {
    @Override
    default BackendProvider provider() {
      return new PyTorchBackendProvider();
    }
  }

  @Nested
  class Provider extends ProviderContract implements PyTorch {}

  @Nested
  class Recurrence extends RecurrenceContract implements PyTorch {}

  @Nested
  class Gradients extends GradientContract implements PyTorch {}

  @Nested
  class Learning extends LearningContract implements PyTorch {}

  @Nested
  class BatchIndependence extends BatchIndependenceContract implements PyTorch {}

  @Nested
  class Determinism extends DeterminismContract implements PyTorch {}

  @Nested
  class Resumption extends ResumptionContract implements PyTorch {}

  @Nested
  class KilledTrainings extends KilledTrainingContract implements PyTorch {}

  @Nested
  class Concurrency extends ConcurrencyContract implements PyTorch {}

  @Nested
  class LifeCycle extends LifeCycleContract implements PyTorch {}

  @Nested
  class Archives extends ArchiveContract implements PyTorch {}

  @Nested
  class Failures extends FailureContract implements PyTorch {}

  @Nested
  class Answers extends AnswerContract implements PyTorch {}

  @Nested
  class Classifier extends ClassifierContract implements PyTorch {}

  @Nested
  class LanguageRecurrence extends LanguageRecurrenceContract implements PyTorch {}

  @Nested
  class LanguageGradients extends LanguageGradientContract implements PyTorch {}

  @Nested
  class LanguageFailures extends LanguageFailureContract implements PyTorch {}

  @Nested
  class Writing extends WritingContract implements PyTorch {}

  @Nested
  class LanguageModels extends LanguageModelContract implements PyTorch {}
}

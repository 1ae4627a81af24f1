package io.github.ginestra.backend.contract;

import io.github.ginestra.spi.Backend;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The tests that every backend must pass, a group for each concern. A backend's own test is one
 * subclass. Tests that train are skipped where the backend does not declare {@link
 * io.github.ginestra.spi.Capability#TRAINING}.
 */
public abstract class BackendContract {
  /** The tag of groups that train whole models, by the builders of the API. */
  private static final String MODELS = "models";

  /** For subclasses. */
  protected BackendContract() {}

  /**
   * Returns the backend under test.
   *
   * @return a backend, which may be a new one at each call
   */
  protected abstract Backend backend();

  @Nested
  class Provider extends ProviderContract {
    Provider() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Recurrence extends RecurrenceContract {
    Recurrence() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Gradients extends GradientContract {
    Gradients() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Characters extends CharacterContract {
    Characters() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Learning extends LearningContract {
    Learning() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class BatchIndependence extends BatchIndependenceContract {
    BatchIndependence() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Determinism extends DeterminismContract {
    Determinism() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Resumption extends ResumptionContract {
    Resumption() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class KilledTrainings extends KilledTrainingContract {
    KilledTrainings() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Concurrency extends ConcurrencyContract {
    Concurrency() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class LifeCycle extends LifeCycleContract {
    LifeCycle() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Archives extends ArchiveContract {
    Archives() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Failures extends FailureContract {
    Failures() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Answers extends AnswerContract {
    Answers() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  @Tag(MODELS)
  class Classifiers extends ClassifierContract {
    Classifiers() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  @Tag(MODELS)
  class Taggers extends TaggerContract {
    Taggers() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  class Writing extends WritingContract {
    Writing() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  @Tag(MODELS)
  class LanguageModels extends LanguageModelContract {
    LanguageModels() {
      super(BackendContract.this::backend);
    }
  }

  @Nested
  @Tag(MODELS)
  class GoingOn extends GoingOnContract {
    GoingOn() {
      super(BackendContract.this::backend);
    }
  }
}

package io.github.ginestra.backend.java;

import io.github.ginestra.backend.contract.AnswerContract;
import io.github.ginestra.backend.contract.ArchiveContract;
import io.github.ginestra.backend.contract.BackendUnderTest;
import io.github.ginestra.backend.contract.BatchIndependenceContract;
import io.github.ginestra.backend.contract.ConcurrencyContract;
import io.github.ginestra.backend.contract.FailureContract;
import io.github.ginestra.backend.contract.LanguageFailureContract;
import io.github.ginestra.backend.contract.LanguageRecurrenceContract;
import io.github.ginestra.backend.contract.LifeCycleContract;
import io.github.ginestra.backend.contract.ProviderContract;
import io.github.ginestra.backend.contract.RecurrenceContract;
import io.github.ginestra.backend.contract.WritingContract;
import io.github.ginestra.spi.BackendProvider;
import org.junit.jupiter.api.Nested;

class JavaBackendTest {
  interface PlainJava extends BackendUnderTest {
    @Override
    default BackendProvider provider() {
      return new JavaBackendProvider();
    }
  }

  @Nested
  class Provider extends ProviderContract implements PlainJava {}

  @Nested
  class Recurrence extends RecurrenceContract implements PlainJava {}

  @Nested
  class BatchIndependence extends BatchIndependenceContract implements PlainJava {}

  @Nested
  class Concurrency extends ConcurrencyContract implements PlainJava {}

  @Nested
  class LifeCycle extends LifeCycleContract implements PlainJava {}

  @Nested
  class Archives extends ArchiveContract implements PlainJava {}

  @Nested
  class Answers extends AnswerContract implements PlainJava {}

  @Nested
  class Writing extends WritingContract implements PlainJava {}

  @Nested
  class Failures extends FailureContract implements PlainJava {}

  @Nested
  class LanguageRecurrence extends LanguageRecurrenceContract implements PlainJava {}

  @Nested
  class LanguageFailures extends LanguageFailureContract implements PlainJava {}
}

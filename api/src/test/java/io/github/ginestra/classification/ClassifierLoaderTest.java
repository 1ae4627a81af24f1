package io.github.ginestra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ginestra.BagBackend;
import io.github.ginestra.StubBackend;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.BackendException;
import io.github.ginestra.spi.BackendSettings;
import io.github.ginestra.spi.Capability;
import io.github.ginestra.spi.Device;
import io.github.ginestra.spi.Network;
import io.github.ginestra.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierLoaderTest {
  private final List<BackendSettings> opened = new ArrayList<>();

  @TempDir private Path folder;

  /** Notes how it is opened. */
  private final class Noting extends StubBackend {
    Noting(Capability... capabilities) {
      super("noting", capabilities);
    }

    @Override
    public Network load(NetworkSpec spec, Weights weights, BackendSettings settings) {
      settings.check(this);
      opened.add(settings);
      return new BagBackend().load(spec, weights, settings);
    }
  }

  private Path file() throws IOException {
    Path file = folder.resolve("model.ginestra");
    SavedModels.plain(Tokenizer.messages()).save(file);
    return file;
  }

  @Test
  void what_is_said_of_threads_device_executor_and_weights_reaches_the_backend()
      throws IOException {
    Executor executor = Runnable::run;
    SequenceClassifier.loader()
        .quantize()
        .executor(executor)
        .threads(3)
        .device(Device.gpu(2))
        .backend(new Noting(Capability.QUANTIZATION))
        .load(file())
        .close();
    assertThat(opened).containsExactly(new BackendSettings(3, Device.gpu(2), executor, true));
  }

  @Test
  void by_default_all_processors_share_a_batch_and_weights_stay_as_they_are() throws IOException {
    SequenceClassifier.loader().backend(new Noting()).load(file()).close();
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(opened).containsExactly(new BackendSettings(processors, Device.cpu(), null, false));
  }

  @Test
  void a_backend_that_cannot_round_weights_is_not_even_opened() throws IOException {
    ClassifierLoader loader = SequenceClassifier.loader().quantize();
    Path file = file();
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> loader.backend(new Noting(Capability.TRAINING)).load(file))
        .withMessage(
            "the backend \"noting\" does not hold weights as 8-bit numbers: leave quantize() out,"
                + " or add the dependency io.github.ginestra:ginestra-backend-java, which does"
                + " (see https://github.com/ginestra/ginestra/blob/main/docs/backends.md#quantize)");
    assertThat(opened).isEmpty();
  }

  @Test
  void there_must_be_a_thread() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SequenceClassifier.loader().threads(0))
        .withMessage("threads (0) must be positive");
  }
}

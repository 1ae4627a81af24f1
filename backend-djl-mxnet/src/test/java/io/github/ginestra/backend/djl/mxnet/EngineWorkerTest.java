package io.github.ginestra.backend.djl.mxnet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.mxnet.jna.LibUtils;
import com.sun.jna.NativeLibrary;
import io.github.ginestra.spi.BackendSettings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EngineWorkerTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_number_of_threads_is_set_on_the_worker_itself() throws Exception {
    assertThat(new MxNetBackend().start(new BackendSettings(1))).startsWith("MXNet");
    EngineWorker.setThreads(3);
    assertThat(threadsOfTheWorker()).isEqualTo(3);
    EngineWorker.useThreads(1);
    assertThat(threadsOfTheWorker()).isEqualTo(1);
  }

  private static int threadsOfTheWorker() throws Exception {
    Path openMp = Path.of(LibUtils.getLibName()).resolveSibling("libgomp.so.1");
    try (NativeLibrary library = NativeLibrary.getInstance(openMp.toString())) {
      CompletableFuture<Integer> threads = new CompletableFuture<>();
      EngineWorker.run(
          (context, argument) ->
              threads.complete(library.getFunction("omp_get_max_threads").invokeInt(new Object[0])),
          0);
      return threads.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void the_environment_of_the_user_says_how_many_threads_there_are_at_most() {
    assertThat(EngineWorker.maxThreads("6", true)).isEqualTo(6);
    assertThat(EngineWorker.maxThreads("6", false)).isEqualTo(6);
  }

  @Test
  void where_the_environment_can_be_set_there_are_as_many_as_processors() {
    assertThat(EngineWorker.maxThreads(null, true)).isEqualTo(PROCESSORS);
  }

  @Test
  void elsewhere_half_of_the_processors_are_used() {
    int half = Math.max(1, PROCESSORS / 2);
    assertThat(EngineWorker.maxThreads(null, false)).isEqualTo(half);
    assertThat(EngineWorker.maxThreads("many", true)).isEqualTo(half);
  }
}

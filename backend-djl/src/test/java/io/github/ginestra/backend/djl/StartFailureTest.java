package io.github.ginestra.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineProvider;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors as engines, DJL and JNA throw them where they cannot start, and what is said to do. */
class StartFailureTest {
  private static final String ADD_THE_ARTIFACT = "add the artifact";
  private static final Path FOLDER = Path.of("cache");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new ExceptionInInitializerError(
                new IllegalCallerException("Illegal native access from an unnamed module")),
            "--enable-native-access=ALL-UNNAMED"),
        Arguments.of(new UnsatisfiedLinkError("Could not find JNA native support"), "jna.nounpack"),
        Arguments.of(
            new UnsatisfiedLinkError(
                "Failed to create temporary file for /com/sun/jna/linux-x86-64/libjnidispatch.so"
                    + " library: No space left on device"),
            "jna.tmpdir"),
        Arguments.of(
            new UnsatisfiedLinkError(
                "/x/jna68.tmp: /x/jna68.tmp: failed to map segment from shared object"),
            "jna.tmpdir"),
        Arguments.of(
            new NoClassDefFoundError("Could not initialize class com.sun.jna.Native"),
            "jna.tmpdir"),
        Arguments.of(
            wrapped(
                new UnsatisfiedLinkError(
                    "libc.so.6: version `GLIBC_2.29' not found (required by"
                        + " libtorch_cpu.so)")),
            "ginestra-backend-java"),
        Arguments.of(wrapped(new IOException("No space left on device")), "is full"),
        Arguments.of(
            wrapped(new FileSystemException("/x/pytorch", null, "Read-only file system")),
            "cannot be written to"),
        Arguments.of(wrapped(new AccessDeniedException("/x/pytorch")), "cannot be written to"),
        Arguments.of(
            wrapped(
                new UnsatisfiedLinkError(
                    "/x/libgomp.so.1: failed to map segment from shared object")),
            "noexec"),
        Arguments.of(
            wrapped(new IOException("Spazio esaurito sul device")),
            "must be possible to write there, with 500 MB"),
        Arguments.of(
            new NoClassDefFoundError("Could not initialize class ai.djl.mxnet.jna.JnaUtils"),
            "the first error says why"));
  }

  private static Throwable wrapped(Throwable cause) {
    return new ExceptionInInitializerError(
        new IllegalStateException("Failed to extract native library", cause));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("failures")
  void each_cause_has_its_own_remedy(Throwable error, String remedy) {
    assertThat(StartFailure.of(new Named(), error))
        .hasMessageStartingWith("the engine Named cannot be started: ")
        .hasMessageContaining(remedy)
        .hasMessageContaining(
            "https://github.com/ginestra/ginestra/blob/main/docs/backends.md#start")
        .hasMessageNotContaining(ADD_THE_ARTIFACT)
        .hasCause(error);
  }

  @Test
  void the_folder_of_the_natives_is_named() {
    assertThat(
            StartFailure.remedy(
                new Named(), wrapped(new IOException("No space left on device")), () -> FOLDER))
        .contains("the folder cache ")
        .contains("DJL_CACHE_DIR");
  }

  @Test
  void where_natives_are_missing_the_engine_says_what_to_add() {
    assertThat(StartFailure.of(new Named(), wrapped(new IOException("Offline mode is enabled."))))
        .hasMessageContaining(ADD_THE_ARTIFACT);
  }

  /** An engine that is not there. */
  private static final class Named implements EngineTraits {
    @Override
    public EngineProvider provider() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String engineName() {
      return "Named";
    }

    @Override
    public void useThreads(int threads) {}

    @Override
    public boolean setTraining(boolean training) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTraining() {
      return false;
    }

    @Override
    public String otherKernels() {
      return "";
    }

    @Override
    public String remedy() {
      return ADD_THE_ARTIFACT;
    }
  }
}

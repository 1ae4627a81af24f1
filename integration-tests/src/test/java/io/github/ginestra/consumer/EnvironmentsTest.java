package io.github.ginestra.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ginestra.consumer.ConsumerProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program meets where it runs: other JDKs, a disk that takes nothing, an orderly end. */
@Tag("slow")
class EnvironmentsTest {
  private static final List<Path> JAVA = ConsumerProcess.with("with-java");
  private static final List<Path> JAVA_AND_PYTORCH =
      ConsumerProcess.with("with-java", "with-djl-pytorch");

  /** Runs a command in a name space of its own, in which no disk can be written. */
  private static final String READ_ONLY =
      """
      set -e
      mount --make-rprivate /
      cut -d ' ' -f 5 /proc/self/mountinfo | sort -r | while read -r at; do
        case "$at" in /dev*|/proc*|/sys*) ;; *) mount -o remount,bind,ro "$at" ;; esac
      done
      if touch "$1" 2>/dev/null; then echo "still writable" >&2; exit 9; fi
      shift
      exec "$@"
      """;

  private ConsumerProcess consumer;
  private Path home;

  @BeforeEach
  void inAnEmptyHome(@TempDir Path folder) {
    home = folder;
    consumer = new ConsumerProcess(home).sharingNatives();
  }

  static Stream<Jdks.Jdk> oldestAndNewestJdk() {
    return Jdks.oldestAndNewest();
  }

  @ParameterizedTest
  @MethodSource("oldestAndNewestJdk")
  void every_jdk_from_17_on_trains_and_answers(Jdks.Jdk jdk) throws Exception {
    assumeTrue(jdk.home() != null, () -> "no JDK " + jdk.what() + " was found on this machine");
    ConsumerProcess there = consumer.on(jdk.home());

    Outcome trained = there.run(JAVA_AND_PYTORCH, List.of(), SpamOrHam.class);
    assertThat(trained.output()).as(trained.errors()).containsExactly("spam", "ham");
    Outcome answered = there.run(JAVA, List.of(), Answers.class, ConsumerProcess.model(home));
    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
  }

  @Test
  void java_answers_where_no_disk_can_be_written() throws Exception {
    String model = ConsumerProcess.model(home);

    Outcome answered = consumer.by(readOnly()).run(JAVA, List.of(), Answers.class, model);

    assertThat(answered.output()).as(answered.errors()).containsExactly("prize", "friend");
    assertThat(answered.status()).isZero();
  }

  @Test
  void an_engine_says_that_it_cannot_be_started_where_no_disk_can_be_written() throws Exception {
    Outcome refused =
        new ConsumerProcess(home)
            .by(readOnly())
            .run(ConsumerProcess.with("with-djl-pytorch"), List.of(), SpamOrHam.class);

    assertThat(refused.errors())
        .contains(
            "the engine PyTorch cannot be started",
            "https://github.com/ginestra/ginestra/blob/main/docs/");
    assertThat(refused.status()).isEqualTo(2);
  }

  /** The command, if this machine lets us have name spaces. */
  private List<String> readOnly() throws IOException, InterruptedException {
    String probe = home.resolve("probe").toString();
    for (List<String> unshare : List.of(List.of("unshare", "-m"), List.of("unshare", "-r", "-m"))) {
      List<String> command =
          Stream.concat(unshare.stream(), Stream.of("sh", "-c", READ_ONLY, "sh", probe)).toList();
      if (succeeds(Stream.concat(command.stream(), Stream.of("true")).toList())) {
        return command;
      }
    }
    return abort("this machine lets nobody mount its disks read-only in a name space of one's own");
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such command: not Linux
    }
  }

  @Test
  void a_request_is_answered_to_its_end_after_sigterm() throws Exception {
    Outcome outcome = consumer.run(JAVA, List.of(), Terminated.class, ConsumerProcess.model(home));

    assertThat(outcome.output())
        .as(outcome.errors())
        .containsExactly("request: 4000", "hook: friend");
    assertThat(outcome.status()).isEqualTo(143);
  }
}

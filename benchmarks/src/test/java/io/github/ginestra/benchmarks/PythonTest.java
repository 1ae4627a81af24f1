package io.github.ginestra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell in the place of Python, which machines without Python have too. */
class PythonTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path folder;
  private Python shell;

  @BeforeEach
  void find_the_shell() {
    Assumptions.assumeTrue(Files.isExecutable(SHELL), "skipped: there is no /bin/sh");
    shell = new Python(SHELL.toString(), folder.resolve("work"), new BenchmarkData(folder));
  }

  @Test
  void a_program_gets_the_folders_of_data_and_output() throws IOException {
    List<String> lines = shell.run(List.of("-c", "echo $GINESTRA_DATA; echo $PEER_OUT"));

    assertThat(lines).containsExactly(folder.toString(), folder.resolve("work").toString());
  }

  @Test
  void the_last_line_of_a_programs_errors_says_why_it_failed() {
    assertThatThrownBy(() -> shell.run(List.of("-c", "echo trace >&2; echo reason >&2; exit 3")))
        .isInstanceOf(IOException.class)
        .hasMessage("reason");
  }

  @Test
  void a_peer_runs_from_its_folder() throws IOException {
    Files.writeString(
        folder.resolve("torch_spam.py"),
        "echo '{\"what\": \"torch_spam_infer\", \"kind\": \"LSTM\", \"threads\": 1,"
            + " \"p50_us\": 170}'\n");

    assertThat(Peers.message(new Peers(folder, shell).classifyInTorch()))
        .hasToString("nn.LSTM, one direction, ids given: 170 µs");
  }

  @Test
  void an_interpreter_that_is_not_there_leaves_peers_out() {
    Python missing = new Python("no-such-python", folder, new BenchmarkData(folder));

    assertThat(new Peers(folder, missing).generateInKeras().failure()).contains("no-such-python");
  }
}

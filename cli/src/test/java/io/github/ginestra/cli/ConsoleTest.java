package io.github.ginestra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  @Test
  void what_a_terminal_would_obey_is_printed_as_an_escape() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    new Console(out, out).say("%s %d%n%s", "\u001b[31mred", 1, "\u202egnirts\r\u0000");

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("\\u001b[31mred 1", "\\u202egnirts\\r\\u0000");
  }
}

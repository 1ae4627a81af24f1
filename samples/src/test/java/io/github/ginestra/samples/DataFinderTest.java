package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFinderTest {
  private static final Path WANTED = Path.of("sms", "SMSSpamCollection");

  @TempDir Path folder;

  private Path make(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "ham\thello\n");
  }

  private DataFinder finder() {
    return new DataFinder(
        Map.of(
            "GINESTRA_DATA", folder.resolve("data").toString(),
            "XDG_CACHE_HOME", folder.resolve("caches").toString()));
  }

  @Test
  void the_data_folder_comes_before_the_cache() throws IOException {
    assertThat(finder().find(WANTED)).isEmpty();

    Path cached = make("caches/ginestra/sms/SMSSpamCollection");
    assertThat(finder().find(WANTED)).contains(cached);

    Path data = make("data/sms/SMSSpamCollection");
    assertThat(finder().find(WANTED)).contains(data);
  }

  @Test
  void without_a_cache_folder_named_the_cache_is_in_the_home() {
    assertThat(new DataFinder(Map.of()).cache())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "ginestra"));
  }

  @Test
  void a_given_path_is_the_file_or_a_folder_that_holds_it() throws IOException {
    Path file = make("data/sms/SMSSpamCollection");

    assertThat(DataFinder.given(file, WANTED)).isEqualTo(file);
    assertThat(DataFinder.given(folder.resolve("data"), WANTED)).isEqualTo(file);
    assertThat(DataFinder.given(folder.resolve("data/sms"), WANTED)).isEqualTo(file);
  }

  @Test
  void a_given_path_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> DataFinder.given(folder, WANTED))
        .isInstanceOf(IOException.class)
        .hasMessage("no such file: " + folder.resolve(WANTED));
  }

  @Test
  void the_places_are_named() {
    assertThat(finder().places())
        .isEqualTo(
            "GINESTRA_DATA="
                + folder.resolve("data")
                + ", "
                + folder.resolve("caches").resolve("ginestra"));
    assertThat(new DataFinder(Map.of()).places()).startsWith("GINESTRA_DATA (not set), ");
  }
}

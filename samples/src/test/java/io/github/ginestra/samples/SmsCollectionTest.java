package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, from a server on this machine. */
class SmsCollectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration IMPATIENCE = Duration.ofMillis(300);

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI serve(HttpHandler handler) {
    server.createContext("/sms.zip", handler);
    return URI.create(
            "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort())
        .resolve("/sms.zip");
  }

  private URI serve(byte[] body) {
    return serve(exchange -> answer(exchange, 200, body));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("readme"));
      zip.write("About the messages".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  /** The demonstration set takes the place of the collection. */
  private static byte[] messages() throws IOException {
    try (var stream = SpamSource.class.getResourceAsStream("demonstration.tsv")) {
      return stream.readAllBytes();
    }
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static SmsCollection collection(URI address) throws Exception {
    return new SmsCollection(new Download(PATIENCE), address, sha256(messages()));
  }

  private void assertFails(SmsCollection collection, String... words) throws IOException {
    assertThatThrownBy(() -> collection.fetchTo(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(collection.address().toString())
        .hasMessageContainingAll(words);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).as("files left behind").isEmpty();
    }
  }

  @Test
  void the_file_of_the_zip_is_put_into_the_cache_as_it_is() throws Exception {
    Path file = collection(serve(zip("SMSSpamCollection", messages()))).fetchTo(folder);

    assertThat(file).isEqualTo(folder.resolve("sms/SMSSpamCollection"));
    assertThat(file).hasBinaryContent(messages());
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_redirection_is_followed() throws Exception {
    byte[] zip = zip("SMSSpamCollection", messages());
    server.createContext("/elsewhere", exchange -> answer(exchange, 200, zip));
    URI address =
        serve(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              exchange.sendResponseHeaders(302, -1);
              exchange.close();
            });

    assertThat(collection(address).fetchTo(folder)).hasBinaryContent(messages());
  }

  @Test
  void another_file_than_expected_is_refused() throws Exception {
    byte[] other = "ham\thello\n".getBytes(StandardCharsets.UTF_8);

    assertFails(
        collection(serve(zip("SMSSpamCollection", other))),
        "SHA-256 " + sha256(other),
        "expected " + sha256(messages()));
  }

  @Test
  void a_zip_without_the_file_is_refused() throws Exception {
    assertFails(
        collection(serve(zip("Something", messages()))), "no zip that holds SMSSpamCollection");
  }

  @Test
  void what_is_no_zip_is_refused() throws Exception {
    assertFails(
        collection(serve("<html>Not here</html>".getBytes(StandardCharsets.UTF_8))),
        "no zip that holds SMSSpamCollection");
  }

  @Test
  void a_zip_cut_off_is_refused() throws Exception {
    byte[] whole = zip("SMSSpamCollection", messages());
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

    assertFails(collection(serve(half)), "cannot be read");
  }

  @Test
  void an_answer_shorter_than_announced_is_refused() throws Exception {
    byte[] zip = zip("SMSSpamCollection", messages());
    URI address =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, zip.length);
              exchange.getResponseBody().write(zip, 0, zip.length / 2);
              exchange.getResponseBody().flush();
              throw new IOException("the server dies here");
            });

    assertFails(collection(address), "cannot fetch");
  }

  @Test
  void a_page_that_is_not_there_is_an_error() throws Exception {
    URI address = serve(exchange -> answer(exchange, 404, new byte[0]));

    assertFails(collection(address), "the server answered 404");
  }

  @Test
  void nobody_listening_is_an_error() throws Exception {
    URI address = serve(messages());
    server.stop(0);

    assertFails(collection(address), "cannot fetch");
  }

  @Test
  void a_server_that_does_not_answer_is_left() throws Exception {
    URI address = serve(exchange -> await());

    assertFails(impatient(address), "nothing whole within");
  }

  @Test
  void a_server_that_stops_in_the_middle_is_left() throws Exception {
    byte[] zip = zip("SMSSpamCollection", messages());
    URI address =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, zip.length);
              exchange.getResponseBody().write(zip, 0, zip.length / 2);
              exchange.getResponseBody().flush();
              await();
            });

    assertFails(impatient(address), "nothing whole within");
  }

  private static SmsCollection impatient(URI address) {
    return new SmsCollection(new Download(IMPATIENCE), address, SmsCollection.SHA_256);
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void the_program_fetches_once_and_then_uses_its_cache() throws Exception {
    byte[] zip = zip("SMSSpamCollection", messages());
    AtomicInteger requests = new AtomicInteger();
    URI address =
        serve(
            exchange -> {
              requests.incrementAndGet();
              answer(exchange, 200, zip);
            });
    DataFinder finder = new DataFinder(Map.of("XDG_CACHE_HOME", folder.toString()));
    String[] arguments = {
      "spam", "--epochs=1", "--threads=1", "--output=" + folder.resolve("report"), "--fetch"
    };

    Program first = Program.run(finder, collection(address), arguments);
    Program second = Program.run(finder, collection(address), arguments);

    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("fetching " + address).contains("SMS Spam Collection, 336");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).doesNotContain("fetching").contains("SMS Spam Collection, 336");
    assertThat(requests).hasValue(1);
  }

  @Test
  void the_program_says_in_one_line_why_nothing_came() throws Exception {
    URI address = serve(exchange -> answer(exchange, 503, new byte[0]));
    DataFinder finder = new DataFinder(Map.of("XDG_CACHE_HOME", folder.toString()));

    Program program =
        Program.run(
            finder, collection(address), "spam", "--fetch", "--output=" + folder.resolve("report"));

    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.err().lines())
        .containsExactly("error: cannot fetch " + address + ": the server answered 503");
  }
}

package io.github.ginestra.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser without a window, driven through its DevTools protocol. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private Chromium(Process process, URI page) {
    this.process = process;
    socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  /** Starts the browser of this machine; where there is none the test is skipped and says so. */
  public static Chromium start(Path folder) throws IOException {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(program.isPresent(), "skipped: none of " + NAMES + " is on the PATH");
    Process process =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Chromium browser = new Chromium(process, page(process));
      for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
        browser.call(domain + ".enable", new JsonObject());
      }
      return browser;
    } catch (IOException | RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The address at which the first page of the browser is driven. */
  private static URI page(Process process) throws IOException {
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    String line = errors.readLine();
    while (line != null && !line.startsWith("DevTools listening on ")) {
      line = errors.readLine();
    }
    if (line == null) {
      throw new IOException("the browser did not start");
    }
    Thread drain = new Thread(() -> errors.lines().forEach(each -> {}), "chromium-errors");
    drain.setDaemon(true);
    drain.start();
    URI browser = URI.create(line.substring("DevTools listening on ".length()).strip());
    URI list = URI.create("http://127.0.0.1:" + browser.getPort() + "/json/list");
    try {
      String json =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
              .body();
      for (JsonElement each : JsonParser.parseString(json).getAsJsonArray()) {
        if (each.getAsJsonObject().get("type").getAsString().equals("page")) {
          return URI.create(each.getAsJsonObject().get("webSocketDebuggerUrl").getAsString());
        }
      }
      throw new IOException("the browser has no page: " + json);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        receive(JsonParser.parseString(message.toString()).getAsJsonObject());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void receive(JsonObject message) {
    if (message.has("id")) {
      answers.remove(message.get("id").getAsInt()).complete(message);
      return;
    }
    String method = message.get("method").getAsString();
    JsonObject parameters = message.getAsJsonObject("params");
    if (method.equals("Runtime.exceptionThrown") || method.equals("Log.entryAdded")) {
      problems.add(parameters.toString());
    }
    if (method.equals("Network.requestWillBeSent")) {
      requests.add(parameters.getAsJsonObject("request").get("url").getAsString());
    }
  }

  private JsonObject call(String method, JsonObject parameters) {
    int id = count.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(id, answer);
    JsonObject message = new JsonObject();
    message.addProperty("id", id);
    message.addProperty("method", method);
    message.add("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonObject received = answer.orTimeout(1, TimeUnit.MINUTES).join();
    if (received.has("error")) {
      throw new AssertionError(method + ": " + received);
    }
    return received.getAsJsonObject("result");
  }

  private static JsonObject object(String json) {
    return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
  }

  public void open(URI address) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("url", address.toString());
    call("Page.navigate", parameters);
    waitFor("document.readyState === 'complete'");
  }

  /**
   * Shows pages on a screen.
   *
   * @param width of the page, in pixels
   * @param dark whether the system asks for dark pages
   * @param still whether it asks for pages on which nothing moves
   */
  public void show(int width, boolean dark, boolean still) {
    resize(width);
    call(
        "Emulation.setEmulatedMedia",
        object(
            "{'media': '', 'features': [{'name': 'prefers-color-scheme', 'value': '"
                + (dark ? "dark" : "light")
                + "'}, {'name': 'prefers-reduced-motion', 'value': '"
                + (still ? "reduce" : "")
                + "'}]}"));
  }

  /**
   * Lays pages out as if they were printed, on paper as wide as this.
   *
   * @param width of the paper without its margins, in pixels, of which an inch has 96
   */
  public void print(int width) {
    resize(width);
    call("Emulation.setEmulatedMedia", object("{'media': 'print', 'features': []}"));
  }

  private void resize(int width) {
    call(
        "Emulation.setDeviceMetricsOverride",
        object(
            "{'width': "
                + width
                + ", 'height': 844, 'deviceScaleFactor': 1, 'mobile': "
                + (width < 600)
                + "}"));
  }

  /** The value of an expression, which may be a promise. */
  public JsonElement evaluate(String expression) {
    JsonObject parameters = object("{'awaitPromise': true, 'returnByValue': true}");
    parameters.addProperty("expression", expression);
    JsonObject answer = call("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    JsonElement value = answer.getAsJsonObject("result").get("value");
    return value == null ? JsonNull.INSTANCE : value;
  }

  String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent").getAsString();
  }

  public void waitFor(String condition) {
    long start = System.nanoTime();
    while (!evaluate("!!(" + condition + ")").getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
        throw new AssertionError(
            "never true: " + condition + "; the page says " + evaluate("document.body.innerText"));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /** Types a text where the focus is. */
  void type(String text) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("text", text);
    call("Input.insertText", parameters);
  }

  /** Presses a key such as {@code Tab} or {@code ArrowRight}. */
  void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("type", type);
      parameters.addProperty("key", key);
      parameters.addProperty("code", key);
      parameters.addProperty(
          "windowsVirtualKeyCode",
          Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowRight", 39, "ArrowLeft", 37, "End", 35)
              .get(key));
      if (key.equals("Enter") && type.equals("keyDown")) {
        parameters.addProperty("text", "\r");
      }
      call("Input.dispatchKeyEvent", parameters);
    }
  }

  /** Chooses a file in an input. */
  void choose(String selector, Path file) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", "document.querySelector('" + selector + "')");
    JsonObject found = call("Runtime.evaluate", parameters).getAsJsonObject("result");
    JsonObject chosen = new JsonObject();
    JsonArray files = new JsonArray();
    files.add(file.toString());
    chosen.add("files", files);
    chosen.add("objectId", found.get("objectId"));
    call("DOM.setFileInputFiles", chosen);
  }

  /** Drags a file onto the middle of an element, and drops it there. */
  void drop(String selector, Path file) {
    JsonObject middle =
        evaluate(
                "(() => { const r = document.querySelector('"
                    + selector
                    + "').getBoundingClientRect();"
                    + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()")
            .getAsJsonObject();
    JsonObject data = object("{'items': [], 'dragOperationsMask': 1}");
    JsonArray files = new JsonArray();
    files.add(file.toString());
    data.add("files", files);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      JsonObject parameters = middle.deepCopy();
      parameters.addProperty("type", type);
      parameters.add("data", data);
      call("Input.dispatchDragEvent", parameters);
    }
  }

  /** What scripts threw, and what the browser complained about. */
  List<String> problems() {
    return problems;
  }

  /** The addresses that were asked for. */
  List<String> requests() {
    return requests;
  }

  /** Ends the browser with every process that it started: afterwards none writes its profile. */
  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    process.destroy();
    CompletableFuture<?> ended =
        CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      ended.get(5, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      ended.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}

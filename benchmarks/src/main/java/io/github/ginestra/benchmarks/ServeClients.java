package io.github.ginestra.benchmarks;

import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients of a server that cost little themselves: each has a connection and sends its next request
 * when the answer has come.
 *
 * @param port of the server on the loopback address
 * @param count how many clients
 */
record ServeClients(int port, int count) {
  private static final int MOST = 4_000_000;

  /** What one client, or all of them, have seen. */
  @SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
  record Result(long[] nanos, int errors, double seconds) {
    double requestsPerSecond() {
      return nanos.length / seconds;
    }

    /** The time of an answer that the given fraction does not exceed, in milliseconds. */
    double millisAt(double fraction) {
      return nanos[(int) (fraction * (nanos.length - 1))] / 1e6;
    }
  }

  /** Classifies one text a request for a time. */
  Result classify(List<String> texts, Duration time)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + time.toNanos();
    List<Callable<Result>> work = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      int first = c;
      work.add(() -> classify(texts, first, end));
    }
    long start = System.nanoTime();
    List<Result> results = run(work);
    double seconds = (System.nanoTime() - start) / 1e9;
    long[] nanos =
        results.stream().flatMapToLong(result -> Arrays.stream(result.nanos())).sorted().toArray();
    return new Result(nanos, results.stream().mapToInt(Result::errors).sum(), seconds);
  }

  private Result classify(List<String> texts, int first, long end) throws IOException {
    long[] nanos = new long[MOST / count];
    int done = 0;
    int errors = 0;
    try (Socket socket = connect()) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = first; System.nanoTime() < end && done < nanos.length; i += count) {
        JsonObject json = new JsonObject();
        json.addProperty("text", texts.get(i % texts.size()));
        long start = System.nanoTime();
        socket.getOutputStream().write(request("/v1/classify", json));
        errors += receive(in) == 200 ? 0 : 1;
        nanos[done] = System.nanoTime() - start;
        done++;
      }
    }
    return new Result(Arrays.copyOf(nanos, done), errors, 0);
  }

  /** Has texts generated at once; returns the characters per second of each, ascending. */
  double[] generate(int texts, int length) throws InterruptedException, ExecutionException {
    List<Callable<Double>> work = new ArrayList<>();
    for (int t = 0; t < texts; t++) {
      work.add(() -> generate(length));
    }
    run(work); // to warm up
    return run(work).stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private double generate(int length) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("length", length);
    byte[] end = ("\"symbols\":" + length).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      socket.getOutputStream().write(request("/v1/generate", json));
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int matched = 0; matched < end.length; ) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the text ended too early");
        }
        matched = next == end[matched] ? matched + 1 : next == end[0] ? 1 : 0;
      }
      return length / ((System.nanoTime() - start) / 1e9);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static byte[] request(String path, JsonObject json) {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  /** Reads an answer and returns its status. */
  private static int receive(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring("HTTP/1.1 ".length()).substring(0, 3));
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    in.readNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server has closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static <T> List<T> run(List<Callable<T>> work)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}

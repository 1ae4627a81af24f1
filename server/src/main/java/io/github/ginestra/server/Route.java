package io.github.ginestra.server;

import java.io.IOException;

/**
 * A method and a path, and how their requests are answered.
 *
 * @param method in upper case
 * @param path the whole path
 * @param input what its requests hold
 * @param quick whether a short request is answered so fast that it need not wait for a worker
 * @param handler answers them
 */
record Route(String method, String path, Input input, boolean quick, Handler handler) {
  /** What the body of a request holds. */
  enum Input {
    NONE,
    JSON,
    FILE
  }

  /** Answers a request on the thread that calls it, or has another thread answer it. */
  @FunctionalInterface
  interface Handler {
    void answer(Request request) throws HttpError, IOException;
  }

  static Route get(String path, Handler handler) {
    return new Route("GET", path, Input.NONE, false, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route("POST", path, Input.JSON, false, handler);
  }

  static Route quickPost(String path, Handler handler) {
    return new Route("POST", path, Input.JSON, true, handler);
  }
}

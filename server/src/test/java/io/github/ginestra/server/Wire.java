package io.github.ginestra.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection on which anything can be sent. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(ModelServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new Wire(socket);
  }

  /** Sends bytes, unless the server has closed the connection. */
  boolean send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  boolean send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Says that nothing else follows. */
  void end() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // closed by the server, as what is received will tell
    }
  }

  /** What the server sends until it closes the connection. */
  String receiveAll() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server neither answers nor closes the connection: " + all, e);
    } catch (IOException e) {
      // reset by the server, which has not read everything
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** The status of the next answer, whose body is not read; 0 if the connection was closed. */
  int status() {
    byte[] start = new byte[12];
    try {
      int read = socket.getInputStream().readNBytes(start, 0, start.length);
      String line = new String(Arrays.copyOf(start, read), StandardCharsets.US_ASCII);
      return read == 0 ? 0 : Integer.parseInt(line.replaceFirst("HTTP/1\\.[01] ", ""));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server neither answers nor closes the connection", e);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether nothing is received for a time. */
  boolean isSilentFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      int unused = socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Closes the connection before its time. */
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

/** The backend {@code java}: trains networks and runs them in plain Java, without native code. */
module io.github.ginestra.backend.java {
  requires transitive io.github.ginestra;

  exports io.github.ginestra.backend.java;

  provides io.github.ginestra.spi.Backend with
      io.github.ginestra.backend.java.JavaBackend;
}

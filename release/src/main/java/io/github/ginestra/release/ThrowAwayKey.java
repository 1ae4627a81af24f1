package io.github.ginestra.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.openpgp.PGPException;

/** Writes a new signing key into a file, for the rehearsal of a release. */
public final class ThrowAwayKey {
  private ThrowAwayKey() {}

  /**
   * Writes the key.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException, PGPException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: ThrowAwayKey FILE");
    }
    Files.writeString(Path.of(arguments[0]), SigningKey.random().armored());
  }
}

package io.github.ginestra.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint SHA-256 (FIPS 180-4). */
public final class Sha256 {
  private Sha256() {}

  /**
   * Returns the fingerprint of bytes.
   *
   * @param bytes the bytes
   * @return 64 hexadecimal digits, in lower case
   */
  public static String of(byte[] bytes) {
    MessageDigest digest = begin();
    digest.update(bytes);
    return end(digest);
  }

  /**
   * Begins a digest.
   *
   * @return a digest of nothing yet
   */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Ends a digest.
   *
   * @param digest what bytes were added to
   * @return 64 hexadecimal digits, in lower case
   */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}

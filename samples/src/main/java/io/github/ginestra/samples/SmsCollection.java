package io.github.ginestra.samples;

import io.github.ginestra.cli.OutputPlace;
import io.github.ginestra.internal.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The SMS Spam Collection (Almeida, Gómez Hidalgo and Yamakami, 2011): 5,574 messages, one a line,
 * each labelled ham or spam. Fetched from its official page, a zip, and checked.
 */
final class SmsCollection {
  /** The name of the file in the zip. */
  static final String NAME = "SMSSpamCollection";

  /** Where the file stands in a folder of data. */
  static final Path PATH = Path.of("sms", NAME);

  static final URI ADDRESS =
      URI.create("https://archive.ics.uci.edu/static/public/228/sms+spam+collection.zip");
  static final String SHA_256 = "7d039a24a6083ed9ef0f806ebad56bbb976e3aeb8de05669173bfdc4996c239d";

  /** Far more than the file has, so that a wrong zip cannot fill the memory. */
  private static final int MOST_BYTES = 16 << 20;

  private final Download download;
  private final URI address;
  private final String sha256;

  SmsCollection(Download download) {
    this(download, ADDRESS, SHA_256);
  }

  SmsCollection(Download download, URI address, String sha256) {
    this.download = download;
    this.address = address;
    this.sha256 = sha256;
  }

  URI address() {
    return address;
  }

  /**
   * Fetches the file into a folder of data, where it appears whole or not at all.
   *
   * @return the file
   * @throws IOException if it cannot be fetched, is not in the zip, or is not the file expected
   */
  Path fetchTo(Path folder) throws IOException {
    byte[] content = unzip(download.fetch(address));
    String found = sha256(content);
    if (!found.equals(sha256)) {
      throw new IOException(
          NAME + " from " + address + " has SHA-256 " + found + ", expected " + sha256);
    }
    Path file = folder.resolve(PATH);
    OutputPlace.folder(folder.resolve(PATH.getName(0)));
    AtomicFile.replace(file, out -> out.write(content));
    return file;
  }

  private byte[] unzip(byte[] zip) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().equals(NAME)) {
          return entries.readNBytes(MOST_BYTES);
        }
      }
    } catch (IOException e) {
      throw new IOException("the zip from " + address + " cannot be read: " + e.getMessage(), e);
    }
    throw new IOException("the answer of " + address + " is no zip that holds " + NAME);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

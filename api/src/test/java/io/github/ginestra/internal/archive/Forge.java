package io.github.ginestra.internal.archive;

import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes model files, good ones and forged ones. */
public final class Forge {
  /** The name of the entry with the document. */
  public static final String JSON = "model.json";

  /** The name of the entry with the weights. */
  public static final String WEIGHTS = "weights.safetensors";

  private Forge() {}

  public static Provenance provenance() {
    return new Provenance(
        "0.1.0",
        "Abacus 3",
        Instant.parse("2026-11-24T10:00:00Z"),
        Long.MIN_VALUE,
        "0123456789abcdef".repeat(4),
        Map.of("epochs", "10"),
        Map.of("trainingLoss", 0.25));
  }

  /** A small model of no particular kind. */
  public static ModelArchive model(String kind, float value) {
    float[] floats = new float[6];
    Arrays.fill(floats, value);
    return new ModelArchive(
        1,
        kind,
        Document.builder().put("name", "£ and \"€\"").build(),
        provenance(),
        Weights.of(Map.of("only.weight", new Tensor(List.of(2, 3), floats))));
  }

  /** The entries of a zip file, as another program reads them. */
  public static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** A zip file of stored entries. */
  public static byte[] zip(Map<String, byte[]> entries) {
    return zip(entries, ZipEntry.STORED);
  }

  public static byte[] zip(Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setMethod(method);
        header.setSize(entry.getValue().length);
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A model file whose checksums are right, whatever else is wrong. */
  public static byte[] sealed(String json, byte[] weights) {
    String right =
        json.replaceFirst("\"bytes\":\\d+", "\"bytes\":" + weights.length)
            .replaceFirst("\"sha256\":\"[0-9a-f]*\"", "\"sha256\":\"" + sha256(weights) + "\"");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(JSON, right.getBytes(StandardCharsets.UTF_8));
    entries.put(WEIGHTS, weights);
    return zip(entries);
  }

  /** A safetensors file with this header and so many bytes after it. */
  public static byte[] safetensors(String header, int bytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

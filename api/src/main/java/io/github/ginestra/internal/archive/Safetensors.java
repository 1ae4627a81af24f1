package io.github.ginestra.internal.archive;

import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the safetensors format for 32-bit floats and, where a tensor's name ends with
 * {@value #BYTES_SUFFIX}, for whole numbers from -128 to 127, a byte each. A file is the length of
 * the header as eight bytes, little-endian; the header, a JSON object with each tensor's type,
 * shape and offsets; and the tensors' values in row-major order, little-endian. Offsets count from
 * the end of the header; tensors leave no gaps and do not overlap.
 */
final class Safetensors {
  /** Enough for ten thousand tensors. */
  static final int LONGEST_HEADER = 1 << 20;

  private static final String METADATA = "__metadata__";
  private static final String FLOATS = "F32";
  private static final String SIGNED_BYTES = "I8";
  static final String BYTES_SUFFIX = ".int8";
  private static final int CHUNK = 1 << 16;

  private Safetensors() {}

  /** Writes weights in their order. The same weights give the same bytes. */
  static void write(Weights weights, OutputStream out) throws IOException {
    byte[] header = header(weights);
    byte[] length = new byte[Long.BYTES];
    littleEndian(length).putLong(header.length);
    out.write(length);
    out.write(header);
    for (String name : weights.names()) {
      if (isBytes(name)) {
        writeBytes(weights.get(name).values(), out);
      } else {
        writeFloats(weights.get(name).values(), out);
      }
    }
  }

  /** The number of bytes that {@link #write} writes. */
  static long size(Weights weights) {
    long size = Long.BYTES;
    size += header(weights).length;
    for (String name : weights.names()) {
      size += bytesOf(name, weights.get(name));
    }
    return size;
  }

  private static boolean isBytes(String name) {
    return name.endsWith(BYTES_SUFFIX);
  }

  private static int width(String name) {
    return isBytes(name) ? Byte.BYTES : Float.BYTES;
  }

  private static long bytesOf(String name, Tensor tensor) {
    return (long) width(name) * tensor.values().length;
  }

  private static byte[] header(Weights weights) {
    Document.Builder header =
        Document.builder().put(METADATA, Document.builder().put("format", "pt").build());
    long begin = 0;
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      long end = begin + bytesOf(name, tensor);
      header.put(
          name,
          Document.builder()
              .put("dtype", isBytes(name) ? SIGNED_BYTES : FLOATS)
              .putIntegers("shape", tensor.shape().stream().map(Integer::longValue).toList())
              .putIntegers("data_offsets", List.of(begin, end))
              .build());
      begin = end;
    }
    byte[] json = JsonPrinter.print(header.build());
    byte[] padded = Arrays.copyOf(json, (json.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void writeBytes(float[] values, OutputStream out) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK, values.length)];
    for (int from = 0; from < values.length; from += chunk.length) {
      int count = Math.min(values.length - from, chunk.length);
      for (int i = 0; i < count; i++) {
        chunk[i] = (byte) values[from + i];
      }
      out.write(chunk, 0, count);
    }
  }

  private static void writeFloats(float[] values, OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, (long) Float.BYTES * values.length)];
    FloatBuffer floats = littleEndian(chunk).asFloatBuffer();
    for (int from = 0; from < values.length; ) {
      int count = Math.min(values.length - from, floats.capacity());
      floats.duplicate().put(values, from, count);
      out.write(chunk, 0, count * Float.BYTES);
      from += count;
    }
  }

  /**
   * Reads weights in the order of their offsets; values that are not finite are refused. Memory is
   * allocated for bytes that exist, not for what the header claims.
   */
  static Weights read(EntryReader in) throws IOException {
    Place place = in.place();
    if (in.remaining() < Long.BYTES) {
      throw place.fault("is too short to be a safetensors file");
    }
    long length = littleEndian(in.bytes(Long.BYTES)).getLong();
    if (length < 0 || length > Math.min(LONGEST_HEADER, in.remaining())) {
      throw place.fault(
          "claims a header of "
              + Long.toUnsignedString(length)
              + " bytes; there are "
              + in.remaining()
              + ", and "
              + LONGEST_HEADER
              + " are allowed");
    }
    Document header = JsonParser.parse(place.in("header"), in.bytes((int) length));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Slot slot : slots(header, in.remaining())) {
      tensors.put(slot.name(), finite(place, slot, values(slot, in)));
    }
    return Weights.of(tensors);
  }

  private static float[] values(Slot slot, EntryReader in) throws IOException {
    return isBytes(slot.name()) ? in.signedBytes(slot.size()) : in.floats(slot.size());
  }

  private static Tensor finite(Place place, Slot slot, float[] values) throws ModelFormatException {
    try {
      return new Tensor(slot.shape(), values).requireFinite(Document.shown(slot.name()));
    } catch (IllegalArgumentException e) {
      throw place.fault(e.getMessage(), e);
    }
  }

  /** The tensors in the order of their offsets, which fill {@code available} bytes. */
  private static List<Slot> slots(Document header, long available) throws ModelFormatException {
    List<Slot> slots = new ArrayList<>();
    for (String name : header.names()) {
      if (!name.equals(METADATA)) {
        slots.add(Slot.of(name, header.object(name)));
      }
    }
    Collections.sort(slots);
    long filled = 0;
    for (Slot slot : slots) {
      if (slot.begin() != filled) {
        throw header.fault(
            "tensor \""
                + Document.shown(slot.name())
                + "\" begins at "
                + slot.begin()
                + ", but the one before it ends at "
                + filled);
      }
      filled = slot.end();
    }
    if (filled != available) {
      throw header.fault("the tensors fill " + filled + " bytes, but there are " + available);
    }
    return slots;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The header of a tensor.
   *
   * @param begin the offset of its values, in bytes
   * @param size the number of its values
   */
  private record Slot(String name, List<Integer> shape, long begin, int size)
      implements Comparable<Slot> {
    static Slot of(String name, Document entry) throws ModelFormatException {
      String type = isBytes(name) ? SIGNED_BYTES : FLOATS;
      if (!entry.string("dtype").equals(type)) {
        throw entry.wrong("dtype", "must be " + type);
      }
      List<Long> offsets = entry.integers("data_offsets");
      if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
        throw entry.fault("\"data_offsets\" " + offsets + " must be a begin and an end after it");
      }
      List<Integer> shape = new ArrayList<>();
      long size = 1;
      for (long extent : entry.integers("shape")) {
        if (extent < 1 || extent > Integer.MAX_VALUE / size) {
          throw entry.fault("\"shape\" must be positive and hold fewer than 2^31 values");
        }
        shape.add((int) extent);
        size *= extent;
      }
      if (offsets.get(1) - offsets.get(0) != size * width(name)) {
        throw entry.fault(
            "\"data_offsets\" "
                + offsets
                + " must be as far apart as "
                + size
                + (isBytes(name) ? " bytes" : " floats"));
      }
      return new Slot(name, shape, offsets.get(0), (int) size);
    }

    long end() {
      return begin + (long) width(name) * size;
    }

    /** By offset. */
    @Override
    public int compareTo(Slot other) {
      return Long.compare(begin, other.begin);
    }
  }
}

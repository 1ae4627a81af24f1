package io.github.ginestra.internal.archive;

import io.github.ginestra.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the entries of a model file. A model file is a zip file of the simplest kind: one part, no
 * comment, nothing encrypted, and nothing compressed, so that no entry can be larger than the file.
 * It contains each expected name exactly once, perhaps an optional one, and no other.
 */
final class ZipEntries {
  private static final int END_SIZE = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int CENTRAL_SIZE = 46;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIZE = 30;
  private static final int LOCAL_SIGNATURE = 0x04034b50;

  /** Enough for three names and the extra fields that other programs write. */
  private static final int LARGEST_DIRECTORY = 1 << 16;

  /** The entries that there must be. */
  private static final List<String> NAMES =
      List.of(ModelArchive.MODEL_ENTRY, ModelArchive.WEIGHTS_ENTRY);

  private final SeekableByteChannel channel;
  private final Place file;

  private ZipEntries(SeekableByteChannel channel, Place file) {
    this.channel = channel;
    this.file = file;
  }

  /**
   * An entry.
   *
   * @param place its place, for error messages
   * @param local the offset of its local header
   * @param data the offset of its bytes
   * @param size the number of its bytes
   * @param crc their CRC-32
   */
  record Entry(Place place, long local, long data, long size, long crc)
      implements Comparable<Entry> {
    long end() {
      return data + size;
    }

    /**
     * The number of its bytes, which are all read at once.
     *
     * @throws ModelFormatException if they are more than allowed
     */
    int size(int most) throws ModelFormatException {
      if (size > most) {
        throw place.fault("has " + size + " bytes; at most " + most + " are allowed");
      }
      return (int) size;
    }

    /** By offset. */
    @Override
    public int compareTo(Entry other) {
      return Long.compare(local, other.local);
    }
  }

  /** The first bytes of a model file: the signature of a local header. */
  static byte[] start() {
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(LOCAL_SIGNATURE)
        .array();
  }

  /** Finds the entries: the document, the weights and, if it is there, the optional one. */
  static List<Entry> find(SeekableByteChannel channel, Place file) throws IOException {
    return new ZipEntries(channel, file).find();
  }

  private List<Entry> find() throws IOException {
    long size = channel.size();
    if (size < END_SIZE) {
      throw file.fault("is no model file, or cut short: it has only " + size + " bytes");
    }
    ByteBuffer end = read(size - END_SIZE, END_SIZE);
    if (end.getInt(0) != END_SIGNATURE) {
      throw file.fault("is no model file, or cut short: it does not end as a zip file does");
    }
    return find(end, size - END_SIZE);
  }

  private List<Entry> find(ByteBuffer end, long endOfDirectory) throws IOException {
    int count = unsigned(end.getShort(10));
    long directorySize = unsigned(end.getInt(12));
    long directory = unsigned(end.getInt(16));
    if (end.getInt(4) != 0 || unsigned(end.getShort(8)) != count || end.getShort(20) != 0) {
      throw file.fault("must be a zip file of one part, without a comment");
    }
    if (directorySize > LARGEST_DIRECTORY || directory + directorySize != endOfDirectory) {
      throw file.fault(
          "its zip directory ("
              + directorySize
              + " bytes at "
              + directory
              + ") does not fit the file of "
              + (endOfDirectory + END_SIZE)
              + " bytes");
    }
    List<Entry> found = found(entries(read(directory, (int) directorySize), count));
    checkApart(found, directory);
    return found;
  }

  /** The entries that there must be, then the optional one, if it is there. */
  private List<Entry> found(Map<String, Entry> entries) throws ModelFormatException {
    List<Entry> found = new ArrayList<>();
    for (String name : NAMES) {
      Entry entry = entries.get(name);
      if (entry == null) {
        throw file.fault("has no entry " + name);
      }
      found.add(entry);
    }
    Entry optional = entries.get(ModelArchive.NGRAMS_ENTRY);
    if (optional != null) {
      found.add(optional);
    }
    return found;
  }

  private Map<String, Entry> entries(ByteBuffer directory, int count) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      if (directory.remaining() < CENTRAL_SIZE
          || directory.getInt(directory.position()) != CENTRAL_SIGNATURE) {
        throw file.fault("its zip directory is damaged at entry " + (i + 1) + " of " + count);
      }
      ByteBuffer record = directory.slice().order(ByteOrder.LITTLE_ENDIAN);
      int nameLength = unsigned(record.getShort(28));
      int length =
          CENTRAL_SIZE + nameLength + unsigned(record.getShort(30)) + unsigned(record.getShort(32));
      if (length > record.remaining()) {
        throw file.fault("its zip directory is damaged at entry " + (i + 1) + " of " + count);
      }
      String name = text(record, CENTRAL_SIZE, nameLength);
      if (!NAMES.contains(name) && !name.equals(ModelArchive.NGRAMS_ENTRY)) {
        throw file.fault(
            "holds an entry \"" + Document.shown(name) + "\", which no model file has");
      }
      if (entries.put(name, entry(record, name)) != null) {
        throw file.fault("holds the entry " + name + " twice");
      }
      directory.position(directory.position() + length);
    }
    if (directory.hasRemaining()) {
      throw file.fault("its zip directory holds more than its " + count + " entries");
    }
    return entries;
  }

  /** The entry of a record of the directory, if it agrees with the local header. */
  private Entry entry(ByteBuffer record, String name) throws IOException {
    Place place = file.in(name);
    long size = unsigned(record.getInt(24));
    if ((record.getShort(8) & 1) != 0
        || record.getShort(10) != 0
        || unsigned(record.getInt(20)) != size) {
      throw place.fault("must be stored as it is, not compressed and not encrypted");
    }
    long local = unsigned(record.getInt(42));
    if (local + LOCAL_SIZE > channel.size()) {
      throw place.fault("begins beyond the end of the file");
    }
    ByteBuffer header = read(local, LOCAL_SIZE);
    int nameLength = unsigned(header.getShort(26));
    long data = local + LOCAL_SIZE + nameLength + unsigned(header.getShort(28));
    if (header.getInt(0) != LOCAL_SIGNATURE
        || header.getShort(8) != 0
        || data > channel.size()
        || !text(read(local + LOCAL_SIZE, nameLength), 0, nameLength).equals(name)) {
      throw place.fault("is not where the zip directory says");
    }
    return new Entry(place, local, data, size, unsigned(record.getInt(16)));
  }

  /** Checks that the entries end before the directory and no two share a byte. */
  private static void checkApart(List<Entry> entries, long directory) throws ModelFormatException {
    List<Entry> inOrder = new ArrayList<>(entries);
    Collections.sort(inOrder);
    for (int i = 0; i < inOrder.size(); i++) {
      Entry entry = inOrder.get(i);
      if (entry.end() > directory) {
        throw entry.place().fault("claims " + entry.size() + " bytes, more than the file has");
      }
      if (i > 0 && inOrder.get(i - 1).end() > entry.local()) {
        throw entry.place().fault("overlaps the entry before it");
      }
    }
  }

  private ByteBuffer read(long position, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw file.fault("shrinks while it is read");
      }
    }
    return buffer.flip();
  }

  private static String text(ByteBuffer buffer, int start, int length) {
    return new String(buffer.array(), buffer.arrayOffset() + start, length, StandardCharsets.UTF_8);
  }

  private static int unsigned(short value) {
    return Short.toUnsignedInt(value);
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }
}

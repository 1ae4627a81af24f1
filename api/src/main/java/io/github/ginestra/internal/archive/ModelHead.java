package io.github.ginestra.internal.archive;

import io.github.ginestra.internal.Library;
import io.github.ginestra.model.ModelFormatException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model file says of itself before its weights are read.
 *
 * @param kind the kind of model, for example {@code "classifier"}
 * @param tokenizer the name of its tokenizer; empty if the model names none
 */
public record ModelHead(String kind, String tokenizer) {
  static final String FORMAT = "ginestra";

  /**
   * Reads the document of a model file, without its weights.
   *
   * @param file the file
   * @return what it says
   * @throws ModelFormatException if it is no model file, or was written by a newer version of this
   *     library; the message names the file and the fault
   * @throws IOException if there is no such file, or it cannot be read
   */
  public static ModelHead read(Path file) throws IOException {
    return ModelArchive.read(file, ModelHead::read);
  }

  private static ModelHead read(SeekableByteChannel channel, Place place) throws IOException {
    List<ZipEntries.Entry> entries = ZipEntries.find(channel, place);
    Document head = document(channel, entries.get(0));
    version(place, head);
    Document model = head.object("model");
    String tokenizer = model.has("tokenizer") ? model.string("tokenizer") : "";
    return new ModelHead(head.string("kind"), tokenizer);
  }

  static Document document(SeekableByteChannel channel, ZipEntries.Entry entry) throws IOException {
    int size = entry.size(ModelArchive.LARGEST_JSON);
    EntryReader reader = new EntryReader(channel, entry, null);
    byte[] json = reader.bytes(size);
    reader.finish();
    return JsonParser.parse(entry.place(), json);
  }

  static int version(Place file, Document head) throws ModelFormatException {
    if (!head.string("format").equals(FORMAT)) {
      throw head.wrong("format", "must be " + FORMAT);
    }
    int version = head.integer("version", 1);
    if (version > ModelArchive.VERSION) {
      throw file.fault(
          "is of format version "
              + version
              + "; Ginestra "
              + Library.version()
              + " reads versions up to "
              + ModelArchive.VERSION
              + ". Use a newer Ginestra, or save the model with this one");
    }
    return version;
  }
}

package io.github.ginestra.data;

import io.github.ginestra.internal.Utf8Reader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a folder of texts: a subfolder for each label, a file for each text.
 *
 * @param folder the folder
 * @param charset the charset of its files
 */
record ExampleFolders(Path folder, Charset charset) {

  List<Example> read() throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    List<Example> examples = new ArrayList<>();
    List<Path> labels = children(folder);
    for (Path label : labels) {
      if (!Files.isDirectory(label)) {
        throw new MalformedDataException(
            label.toString(), "expected a folder named like a label, found a file");
      }
      add(label, label.getFileName().toString(), examples);
    }
    if (labels.isEmpty()) {
      throw new MalformedDataException(
          folder.toString(), "expected a folder for each label, found none");
    }
    return examples;
  }

  private void add(Path directory, String label, List<Example> examples) throws IOException {
    for (Path child : children(directory)) {
      if (Files.isDirectory(child)) {
        add(child, label, examples);
      } else {
        examples.add(new Example(label, text(child)));
      }
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private String text(Path file) throws IOException {
    try (Reader reader = Utf8Reader.open(file, charset, MalformedDataException::new)) {
      return Utf8Reader.readAll(reader);
    }
  }
}

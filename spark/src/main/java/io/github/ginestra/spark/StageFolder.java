package io.github.ginestra.spark;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.jspecify.annotations.Nullable;

/**
 * A saved stage: {@code metadata/part-00000}, JSON as Spark's own stages write it, so that
 * pipelines find the class; and {@code model.ginestra}, the model file. Nothing depends on the
 * versions of Spark and Scala.
 */
record StageFolder(
    String uid, Map<String, String> params, @Nullable Path modelFile, Configuration hadoop) {
  private static final String METADATA = "metadata/part-00000";
  private static final String MODEL = "model.ginestra";

  /** Reads the bytes of the model file. */
  byte[] model() throws IOException {
    Path file = modelFile;
    if (file == null) {
      throw new IOException("the folder has no file " + MODEL);
    }
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return in.readAllBytes();
    }
  }

  private static StageFolder read(String path, Class<?> type, Configuration hadoop)
      throws IOException {
    Path folder = new Path(path);
    FileSystem files = folder.getFileSystem(hadoop);
    JsonObject metadata;
    try (InputStream in = files.open(new Path(folder, METADATA))) {
      metadata =
          JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .getAsJsonObject();
    }
    String saved = metadata.get("class").getAsString();
    if (!saved.equals(type.getName())) {
      throw new IOException("it holds a " + saved + ", not a " + type.getName());
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> param : metadata.getAsJsonObject("paramMap").entrySet()) {
      params.put(param.getKey(), param.getValue().getAsString());
    }
    Path model = new Path(folder, MODEL);
    return new StageFolder(
        metadata.get("uid").getAsString(), params, files.exists(model) ? model : null, hadoop);
  }

  /** Makes a stage of its folder. */
  @FunctionalInterface
  interface Restoring<T> {
    T of(StageFolder folder) throws IOException;
  }

  /** Reads a stage from its folder. */
  static final class Reader<T extends Params> extends MLReader<T> {
    private final Class<T> type;
    private final Restoring<T> restoring;

    Reader(Class<T> type, Restoring<T> restoring) {
      this.type = type;
      this.restoring = restoring;
    }

    @Override
    public T load(String path) {
      try {
        StageFolder folder = StageFolder.read(path, type, sc().hadoopConfiguration());
        T stage = restoring.of(folder);
        Columns.set(stage, folder.params());
        return stage;
      } catch (IOException e) {
        throw unreadable(path, e);
      } catch (JsonParseException | IllegalStateException | NullPointerException e) {
        throw unreadable(path, new IOException("its metadata are no stage's: " + e, e));
      }
    }

    private static UncheckedIOException unreadable(String path, IOException e) {
      return new UncheckedIOException(
          "no stage can be read from " + path + ": " + e.getMessage(), e);
    }
  }

  /** Writes a stage to its folder; the metadata last, so that a folder that has it is whole. */
  static final class Writer extends MLWriter {
    private final Params stage;
    private final @Nullable ModelScorer scorer;

    Writer(Params stage, @Nullable ModelScorer scorer) {
      this.stage = stage;
      this.scorer = scorer;
    }

    @Override
    public void saveImpl(String path) {
      try {
        Path folder = new Path(path);
        FileSystem files = folder.getFileSystem(sc().hadoopConfiguration());
        files.mkdirs(folder);
        ModelScorer model = scorer;
        if (model != null) {
          write(files, new Path(folder, MODEL), model.toBytes());
        }
        write(files, new Path(folder, METADATA), metadata().getBytes(StandardCharsets.UTF_8));
        write(files, new Path(folder, "metadata/_SUCCESS"), new byte[0]);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the stage cannot be written to " + path + ": " + e.getMessage(), e);
      }
    }

    private static void write(FileSystem files, Path file, byte[] bytes) throws IOException {
      try (OutputStream out = files.create(file, true)) {
        out.write(bytes);
      }
    }

    private String metadata() {
      JsonObject params = new JsonObject();
      for (Param<?> param : stage.params()) {
        if (stage.isSet(param)) {
          params.addProperty(param.name(), String.valueOf(stage.getOrDefault(param)));
        }
      }
      JsonObject metadata = new JsonObject();
      metadata.addProperty("class", stage.getClass().getName());
      metadata.addProperty("timestamp", System.currentTimeMillis());
      metadata.addProperty("sparkVersion", sc().version());
      metadata.addProperty("uid", stage.uid());
      metadata.add("paramMap", params);
      metadata.add("defaultParamMap", new JsonObject());
      return new Gson().toJson(metadata) + "\n";
    }
  }
}

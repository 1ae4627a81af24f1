package io.github.ginestra.spark;

import io.github.ginestra.backend.java.JavaBackend;
import io.github.ginestra.classification.ClassifierConfig;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A training as a value that Spark can send to an executor. It depends on nothing but itself, so
 * that a retry of a failed task gives the same model.
 *
 * @param config the configuration as JSON
 * @param labels the label of each example, (N)
 * @param texts the text of each example, (N)
 * @param vectors whether the driver computes with the Vector API, and so has other last bits
 */
record FoldTask(String config, ArrayList<String> labels, ArrayList<String> texts, boolean vectors)
    implements Serializable {
  private static final String DESCRIPTION = "spark.job.description";

  static FoldTask of(ClassifierConfig config, Examples examples) {
    if (config.embedding().vectors() != null) {
      throw new IllegalArgumentException(
          "pretrained vectors cannot be sent to executors: train on the driver, with learned vectors,"
              + " or ship a model");
    }
    ArrayList<String> labels = new ArrayList<>(examples.size());
    ArrayList<String> texts = new ArrayList<>(examples.size());
    for (Example example : examples) {
      labels.add(example.label());
      texts.add(example.text());
    }
    return new FoldTask(config.toJson(), labels, texts, new JavaBackend().usesVectors());
  }

  /** Trains on one thread, the one that Spark has given; returns the model file. */
  byte[] train() throws IOException {
    List<Example> examples = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      examples.add(new Example(labels.get(i), texts.get(i)));
    }
    try (SequenceClassifier classifier =
        ClassifierConfig.fromJson(config).toBuilder()
            .backend(backend())
            .threads(1)
            .train(Examples.of(examples))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      classifier.save(out);
      return out.toByteArray();
    }
  }

  /** One that computes as the driver does: Spark 4 gives the Vector API to executors. */
  private JavaBackend backend() {
    JavaBackend backend = vectors ? new JavaBackend() : JavaBackend.withoutVectors();
    if (backend.usesVectors() != vectors) {
      throw new IllegalStateException(
          "the driver computes with the Vector API and this executor without, so that results would"
              + " differ in their last bits: start executors with spark.executor.extraJavaOptions="
              + "--add-modules=jdk.incubator.vector, or the driver without that module");
    }
    return backend;
  }

  /**
   * Trains as a job of one task; returns the model file. The task travels in the job's closure,
   * which is always serialised by Java: other serialisers cannot make records.
   *
   * @throws CancellationException if the thread is interrupted, which it stays; the job is
   *     cancelled
   * @throws IllegalStateException if the job fails
   */
  byte[] trainOnExecutor(SparkSession session, String description) {
    JavaFutureAction<List<byte[]>> job = submit(session, description);
    try {
      return job.get().get(0);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException(description + " was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(description + " failed: " + reason(e).getMessage(), e);
    }
  }

  /** Below Spark's own exceptions, whose messages hold whole stack traces. */
  private static Throwable reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : reason(cause);
  }

  private JavaFutureAction<List<byte[]>> submit(SparkSession session, String description) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    String before = context.getLocalProperty(DESCRIPTION);
    context.setLocalProperty(DESCRIPTION, description);
    try {
      return context.parallelize(List.of(0), 1).map(one -> train()).collectAsync();
    } finally {
      context.setLocalProperty(DESCRIPTION, before);
    }
  }
}

package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.data.Examples;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.selection.CrossValidationResult;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors are processes of their own here, and one of them is killed in the middle. */
@Tag("soak")
class LocalClusterTest {
  private static final int MESSAGES = 400_000;

  @TempDir private static Path home;

  private static SparkSession session;

  @BeforeAll
  static void startCluster() throws Exception {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    session = LocalCluster.start(home);
  }

  @AfterAll
  static void stopCluster() {
    LocalCluster.stop(session);
  }

  @Test
  void a_job_whose_executor_is_killed_scores_every_message_once(@TempDir Path folder)
      throws Exception {
    ModelScorer scorer = SparkUnderTest.scorer(1);
    String output = folder.resolve("scored").toString();
    Dataset<Row> messages =
        session
            .range(0, MESSAGES, 1, 32)
            .withColumn("text", functions.concat(functions.lit("goal wine "), functions.col("id")));
    GinestraClassifierModel model = GinestraClassifierModel.of(scorer);

    long killed = killedDuring(6, () -> model.transform(messages).write().parquet(output));

    Dataset<Row> scored = session.read().parquet(output);
    assertThat(killed).isPositive();
    assertThat(scored.count()).isEqualTo(MESSAGES);
    assertThat(scored.select("id").distinct().count()).isEqualTo(MESSAGES);
    assertThat(scored.filter("probability IS NULL OR predictedLabel IS NULL").count()).isZero();
    for (Row row : scored.filter("id % 40000 = 7").collectAsList()) {
      assertThat((String) row.getAs("predictedLabel"))
          .isEqualTo(scorer.classify(row.getAs("text")).label());
    }
  }

  @Test
  void a_selection_whose_executor_is_killed_has_the_result_of_a_local_one() throws Exception {
    Examples examples = SparkUnderTest.examples(300, 1);
    ClassifierBuilder builder =
        SparkUnderTest.builder().training(options -> options.epochs(150).seed(5));
    CrossValidationResult local = CrossValidation.of(builder).folds(3).seeds(1, 2).run(examples);
    CompletableFuture<CrossValidationResult> cluster = new CompletableFuture<>();

    long killed =
        killedDuring(
            1,
            () ->
                cluster.complete(
                    CrossValidation.of(builder)
                        .folds(3)
                        .seeds(1, 2)
                        .parallel(2)
                        .trainer(new ClusterTraining(session))
                        .run(examples)));

    assertThat(killed).isPositive();
    assertThat(cluster.join().ofSeed(1).predictions()).isEqualTo(local.ofSeed(1).predictions());
    assertThat(cluster.join().ofSeed(2).predictions()).isEqualTo(local.ofSeed(2).predictions());
    assertThat(cluster.join().metrics()).isEqualTo(local.metrics());
  }

  /** Runs a job and kills an executor when some tasks have ended; returns its process. */
  private static long killedDuring(int tasks, Runnable job) throws Exception {
    CountDownLatch ended = new CountDownLatch(tasks);
    Set<String> lost = ConcurrentHashMap.newKeySet();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            ended.countDown();
            if (!end.taskInfo().successful()) {
              lost.add(end.reason().toString());
            }
          }
        };
    session.sparkContext().addSparkListener(listener);
    CompletableFuture<Void> running = CompletableFuture.runAsync(job);
    try {
      ended.await();
      Thread.sleep(100); // in the middle of the next tasks
      assertThat(running).isNotDone();
      ProcessHandle executor = LocalCluster.executors().get(0);
      executor.destroyForcibly();
      running.join();
      assertThat(lost).as("tasks that were lost").isNotEmpty();
      return executor.pid();
    } finally {
      session.sparkContext().removeSparkListener(listener);
    }
  }
}

package io.github.ginestra.consumer;

import io.github.ginestra.classification.Classification;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a web application does with a saved classifier between its start and its end: answers from
 * several threads, whole batches, explanations, an evaluation; then it closes it.
 */
public final class WebApplication {
  private static final List<String> TEXTS =
      List.of("Win a FREE prize now", "shall we walk home together?");

  private WebApplication() {}

  /**
   * Runs the program.
   *
   * @param arguments the model's file
   * @throws Exception if the file cannot be read or an answer fails
   */
  public static void main(String[] arguments) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (SequenceClassifier classifier = load(Path.of(arguments[0]), threads)) {
      List<Future<Classification>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String text = TEXTS.get(i % 2);
        answers.add(threads.submit(() -> classifier.classify(text)));
      }
      classifier.classifyAll(Collections.nCopies(64, TEXTS.get(0)));
      classifier.explain(TEXTS.get(0));
      classifier.evaluate(Examples.of(List.of(new Example(answer(answers.get(0)), TEXTS.get(0)))));
      System.out.println(answer(answers.get(0)) + " " + answer(answers.get(1)));
    } finally {
      threads.shutdown();
    }
  }

  private static SequenceClassifier load(Path file, ExecutorService threads) throws IOException {
    try (SequenceClassifier own = SequenceClassifier.loader().executor(threads).load(file)) {
      own.classifyAll(Collections.nCopies(64, TEXTS.get(1)));
    }
    return SequenceClassifier.loader().threads(4).load(file); // its helpers from the common pool
  }

  private static String answer(Future<Classification> answer)
      throws InterruptedException, ExecutionException {
    return answer.get().label();
  }
}

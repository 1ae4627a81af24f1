package io.github.ginestra.consumer;

import io.github.ginestra.classification.SequenceClassifier;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A server that gets SIGTERM while it answers a request, and as it goes finishes the request, which
 * asks the classifier again, as the hook itself does.
 */
public final class Terminated {
  private static final int MESSAGES = 2_000;

  private Terminated() {}

  /**
   * Runs the program, which ends by the signal that it has sent to itself.
   *
   * @param arguments the model's file
   * @throws Exception if the file cannot be read or the signal cannot be sent
   */
  public static void main(String[] arguments) throws Exception {
    SequenceClassifier classifier = SequenceClassifier.load(Path.of(arguments[0]));
    CountDownLatch terminating = new CountDownLatch(1);
    ExecutorService requests = Executors.newSingleThreadExecutor();
    Future<Long> request = requests.submit(() -> request(classifier, terminating));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> finish(classifier, terminating, request)));
    String self = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-TERM", self).inheritIO().start();
    Thread.sleep(60_000);
  }

  /** Is half done when the signal comes. */
  private static long request(SequenceClassifier classifier, CountDownLatch terminating)
      throws InterruptedException {
    long prizes = prizes(classifier);
    terminating.await();
    return prizes + prizes(classifier);
  }

  private static long prizes(SequenceClassifier classifier) {
    return classifier.classifyAll(Collections.nCopies(MESSAGES, "Win a FREE prize now")).stream()
        .filter(answer -> answer.label().equals("prize"))
        .count();
  }

  private static void finish(
      SequenceClassifier classifier, CountDownLatch terminating, Future<Long> request) {
    terminating.countDown();
    try {
      System.out.println("request: " + request.get());
    } catch (Exception e) {
      System.out.println("request: " + e);
    }
    System.out.println("hook: " + classifier.classify("shall we walk home together?").label());
    classifier.close();
  }
}

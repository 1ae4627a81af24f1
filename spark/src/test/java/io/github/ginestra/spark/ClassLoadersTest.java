package io.github.ginestra.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.classification.SequenceClassifier;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cluster that serves many applications loads the library many times, and unloads it. */
@Tag("slow")
class ClassLoadersTest {
  private static final byte[] MODEL = bytes();

  private static byte[] bytes() {
    try {
      return SparkUnderTest.scorer(1).toBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Tag("soak")
  @Test
  void a_hundred_class_loaders_that_scored_are_collected_and_leave_no_thread() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    loaders.add(scoringLoader());
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    for (int i = 1; i < 100; i++) {
      loaders.add(scoringLoader());
    }
    for (int tries = 0; tries < 50 && alive(loaders) > 0; tries++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(alive(loaders)).as("class loaders that something holds").isZero();
    assertThat(SparkUnderTest.startedSince(threads)).isEmpty();
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> !loader.refersTo(null)).count();
  }

  /** Scores with a copy of the library, as the class loader of a job does. */
  private static WeakReference<ClassLoader> scoringLoader() throws Exception {
    URL[] places = {
      place(ModelScorer.class),
      place(SequenceClassifier.class),
      place(Class.forName("io.github.ginestra.backend.java.JavaBackend"))
    };
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(places, new WithoutLibrary())) {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> type = loader.loadClass(ModelScorer.class.getName());
      assertThat(type).isNotSameAs(ModelScorer.class);
      Object scorer = type.getMethod("of", byte[].class).invoke(null, (Object) MODEL);
      Object answer = type.getMethod("classify", String.class).invoke(scorer, "a goal");
      assertThat(answer.toString()).contains("sport");
      return new WeakReference<>(loader);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** The class loader of the cluster, which has Spark, but not this library. */
  private static final class WithoutLibrary extends ClassLoader {
    WithoutLibrary() {
      super(ClassLoadersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.github.ginestra.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}

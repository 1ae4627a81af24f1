package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.testing.NullPointerTester;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.Targets;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.training.TrainingListener;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Null for a parameter that is not marked as nullable is a {@link NullPointerException}, in every
 * public constructor and method of every exported type.
 */
class NullArgumentsTest {
  /** Whose methods are the user's or the backend's. */
  private static final Set<Class<?>> OF_OTHERS = Set.of(TrainingListener.class, Backend.class);

  /** All exported types, those nested in them too. */
  static Stream<Class<?>> types() {
    return PublicSurfaceTest.exported().stream()
        .map(name -> PublicSurfaceTest.load("io.github.ginestra." + name))
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getClasses())))
        .filter(type -> type.getPackageName().startsWith("io.github.ginestra"));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // each default is one of its type
  private static NullPointerTester tester() {
    NullPointerTester tester = new NullPointerTester();
    tester.setDefault(Enum.class, Cell.GRU);
    ExportedValues.arguments().forEach((type, value) -> tester.setDefault((Class) type, value));
    ExportedValues.all().forEach((type, value) -> tester.setDefault((Class) type, value.get()));
    return tester;
  }

  @ParameterizedTest
  @MethodSource("types")
  void is_refused_by_constructors_and_static_methods(Class<?> type) {
    if (type != Targets.class) { // the tester does not see that its arrays may be null
      tester().testAllPublicConstructors(type);
    }
    tester().testAllPublicStaticMethods(type);
  }

  static Stream<Class<?>> typesWithValues() {
    return ExportedValues.all().keySet().stream().filter(type -> !OF_OTHERS.contains(type));
  }

  @ParameterizedTest
  @MethodSource("typesWithValues")
  void is_refused_by_the_methods_of_values(Class<?> type) {
    tester().testAllPublicInstanceMethods(ExportedValues.all().get(type).get());
  }

  @Test
  void is_refused_by_trained_models_and_their_loaders() {
    try (SequenceClassifier classifier =
            Topics.classifier().backend(new BagBackend()).train(Topics.examples(30, 1));
        CharLanguageModel language = ExportedValues.language()) {
      tester().testAllPublicInstanceMethods(classifier);
      tester().testAllPublicInstanceMethods(language);
    }
    tester().testAllPublicInstanceMethods(SequenceClassifier.loader());
    tester().testAllPublicInstanceMethods(MultiLabelClassifier.loader());
    tester().testAllPublicInstanceMethods(CharLanguageModel.loader());
  }

  @Test
  void is_refused_where_the_tester_cannot_look() {
    assertThatNullPointerException().isThrownBy(() -> new Targets(1, null, null, null));
    assertThatNullPointerException().isThrownBy(() -> new TrainingListener() {}.andThen(null));
  }
}

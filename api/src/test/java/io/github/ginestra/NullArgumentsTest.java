package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.testing.NullPointerTester;
import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.model.TrainedModel;
import io.github.ginestra.network.Cell;
import io.github.ginestra.network.Targets;
import io.github.ginestra.selection.CrossValidation;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.State;
import io.github.ginestra.spi.Stepper;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.training.TrainingListener;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Null for a parameter that is not marked as nullable is a {@link NullPointerException}, in every
 * public constructor and method of every exported type.
 */
class NullArgumentsTest {
  /** Exported types whose methods are not tested here by a value, and why. */
  private static final Map<Class<?>, String> WITHOUT_VALUE =
      Map.ofEntries(
          Map.entry(TrainingListener.class, "the user's"),
          Map.entry(CrossValidation.Trainer.class, "the user's"),
          Map.entry(CrossValidation.Listener.class, "the user's"),
          Map.entry(Backend.class, "the backend's"),
          Map.entry(Network.class, "the backend's"),
          Map.entry(TrainableNetwork.class, "the backend's"),
          Map.entry(Stepper.class, "the backend's"),
          Map.entry(State.class, "the backend's"),
          Map.entry(TrainedModel.class, "its kinds are tested"),
          Map.entry(LanguageModel.class, "its kinds are tested"));

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
    return ExportedValues.all().keySet().stream().filter(type -> !WITHOUT_VALUE.containsKey(type));
  }

  @ParameterizedTest
  @MethodSource("typesWithValues")
  void is_refused_by_the_methods_of_values(Class<?> type) {
    tester().testAllPublicInstanceMethods(ExportedValues.all().get(type).get());
  }

  static Stream<Class<?>> enums() {
    return types().filter(Class::isEnum);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void is_refused_by_the_methods_of_constants(Class<?> type) {
    tester().testAllPublicInstanceMethods(type.getEnumConstants()[0]);
  }

  static Stream<Class<?>> kindsOfModels() {
    return ExportedValues.models().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kindsOfModels")
  void is_refused_by_trained_models(Class<?> kind) {
    try (TrainedModel model = ExportedValues.models().get(kind).get()) {
      tester().testAllPublicInstanceMethods(model);
    }
  }

  @Test
  void every_exported_type_has_a_value_or_a_reason_to_have_none() {
    assertThat(types())
        .filteredOn(type -> !type.isEnum() && !Throwable.class.isAssignableFrom(type))
        .filteredOn(type -> !WITHOUT_VALUE.containsKey(type) && hasMethods(type))
        .allMatch(
            type ->
                ExportedValues.all().containsKey(type)
                    || ExportedValues.models().containsKey(type));
    assertThat(types()).containsAll(WITHOUT_VALUE.keySet());
  }

  private static boolean hasMethods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .anyMatch(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()));
  }

  @Test
  void is_refused_where_the_tester_cannot_look() {
    assertThatNullPointerException().isThrownBy(() -> new Targets(1, null, null, null));
    assertThatNullPointerException().isThrownBy(() -> new TrainingListener() {}.andThen(null));
  }
}

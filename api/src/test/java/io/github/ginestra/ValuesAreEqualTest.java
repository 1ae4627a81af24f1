package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.testing.EqualsTester;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.Schedule;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Values are equal to their likes, have the same hash codes then, and differ from all others. */
class ValuesAreEqualTest {
  /** What crosses the SPI holds arrays that are not copied, and is not compared. */
  private static final Set<Class<?>> OF_ARRAYS =
      Set.of(Batch.class, Batch.Words.class, Targets.class, Tensor.class, TrainingState.class);

  /** All their values are equal. */
  private static final Set<Class<?>> WITHOUT_CONTENTS =
      Set.of(Schedule.Constant.class, Schedule.OneCycle.class);

  private static boolean isValue(Class<?> type) {
    if (type.isInterface() || OF_ARRAYS.contains(type)) {
      return false;
    }
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void values_of_the_same_contents_are_equal_and_others_of_the_same_type_are_not() {
    EqualsTester tester = new EqualsTester();
    int types = 0;
    for (Map.Entry<Class<?>, Supplier<?>> entry : ExportedValues.all().entrySet()) {
      Class<?> type = entry.getKey();
      Supplier<?> value = entry.getValue();
      if (isValue(type)) {
        tester.addEqualityGroup(value.get(), value.get());
        if (!WITHOUT_CONTENTS.contains(type)) {
          assertThat(ExportedValues.different()).containsKey(type);
          Supplier<?> other = ExportedValues.different().get(type);
          tester.addEqualityGroup(other.get(), other.get());
        }
        types++;
      }
    }
    assertThat(types).isGreaterThan(55);
    tester.testEquals();
  }

  @Test
  void every_exported_record_is_compared() {
    assertThat(NullArgumentsTest.types())
        .filteredOn(type -> type.isRecord() && !OF_ARRAYS.contains(type))
        .isSubsetOf(ExportedValues.all().keySet());
  }
}

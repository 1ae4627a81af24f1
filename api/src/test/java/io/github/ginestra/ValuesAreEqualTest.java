package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.testing.EqualsTester;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Targets;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.spi.TrainingState;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Values are equal to their likes, have the same hash codes then, and differ from all others. */
class ValuesAreEqualTest {
  /** What crosses the SPI holds arrays that are not copied, and is not compared. */
  private static final Set<Class<?>> OF_ARRAYS =
      Set.of(Batch.class, Targets.class, Tensor.class, TrainingState.class);

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
  void two_values_of_the_same_contents_are_equal_and_those_of_different_types_are_not() {
    EqualsTester tester = new EqualsTester();
    int types = 0;
    for (Map.Entry<Class<?>, Supplier<?>> value : ExportedValues.all().entrySet()) {
      if (isValue(value.getKey())) {
        tester.addEqualityGroup(value.getValue().get(), value.getValue().get());
        types++;
      }
    }
    assertThat(types).isGreaterThan(40);
    tester.testEquals();
  }
}

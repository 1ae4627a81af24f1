package io.github.ginestra.backend.java;

import io.github.ginestra.internal.NotOnAndroid;
import java.util.Optional;

/**
 * The products of this JVM: in plain Java, or in vector instructions that are named where the JVM
 * lets programs do so. The module for that is still incubating, and only there if the user starts
 * the JVM with {@code --add-modules jdk.incubator.vector}; what uses it is compiled apart, since
 * the compiler warns of it whatever it is told.
 */
interface Kernels {
  /** Those of this JVM. */
  Kernels HERE = find();

  /** Whether vector instructions are named. */
  boolean nameVectors();

  /**
   * Lays out some columns of a matrix.
   *
   * @param exact the matrix row after row, (R, {@code width})
   * @param width how many columns the whole matrix has
   * @param from the first column
   * @param to the column after the last
   * @return (R, {@code to} - {@code from})
   */
  Matrix matrix(float[] exact, int width, int from, int to);

  /** The products of a training. */
  Products products();

  private static Kernels find() {
    return isVectorModulePresent() ? vectorKernels() : new PlainKernels();
  }

  @NotOnAndroid
  private static boolean isVectorModulePresent() {
    try {
      Optional<Module> module = ModuleLayer.boot().findModule("jdk.incubator.vector");
      if (module.isPresent()) {
        Kernels.class.getModule().addReads(module.get());
      }
      return module.isPresent();
    } catch (NoClassDefFoundError e) {
      return false; // Android has no modules at all
    }
  }

  private static Kernels vectorKernels() {
    try {
      return Class.forName("io.github.ginestra.backend.java.VectorKernels")
          .asSubclass(Kernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the vector kernels are missing", e);
    }
  }
}

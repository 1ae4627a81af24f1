package io.github.ginestra.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Multiplies a fixed matrix with one vector at a time, W·x + b, on the engine's kernels. Safe for
 * many threads: each call borrows an input array from a pool, which grows to the number of
 * concurrent calls.
 */
final class MatrixVectorProduct {
  /** In bytes; the alignment of vector instructions and of the engines' own memory. */
  private static final int ALIGNMENT = 64;

  private final NDManager manager;
  private final NDArray weight; // (R, C)
  private final NDArray bias; // (R)
  private final Queue<Input> idle = new ConcurrentLinkedQueue<>();

  /**
   * An array (1, C) and the direct buffer that it is filled from.
   *
   * @param shared whether the array uses the buffer's memory, so that no copy is needed
   */
  private record Input(NDArray array, ByteBuffer bytes, FloatBuffer floats, boolean shared) {
    void set(float[] values) {
      floats.clear();
      floats.put(values);
      if (!shared) {
        array.set(bytes);
      }
    }
  }

  MatrixVectorProduct(NDManager manager, NDArray weight, NDArray bias) {
    this.manager = manager;
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * Multiplies.
   *
   * @param vector x, (C)
   * @return W·x + b, (R)
   */
  float[] of(float[] vector) {
    Input input = idle.poll();
    if (input == null) {
      input = newInput(vector.length);
    }
    input.set(vector);
    try (NDArray product = Linear.linear(input.array(), weight, bias).singletonOrThrow()) {
      return product.toFloatArray();
    } finally {
      idle.add(input);
    }
  }

  private Input newInput(int columns) {
    int size = columns * Float.BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(size + 2 * ALIGNMENT)
            .alignedSlice(ALIGNMENT)
            .limit(size)
            .order(ByteOrder.nativeOrder());
    NDArray array = manager.create(bytes, new Shape(1, columns), DataType.FLOAT32);
    FloatBuffer floats = bytes.asFloatBuffer();
    floats.put(0, 1);
    boolean shared = array.toFloatArray()[0] == 1;
    return new Input(array, bytes, floats, shared);
  }
}

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
 * A matrix that is multiplied with one vector at a time, W·x + b, on the engine's kernels. Safe for
 * many threads: each call borrows an input array, of which there are as many as calls at once.
 */
final class Product {
  /** In bytes; what vector instructions and the engines' own memory keep to. */
  private static final int ALIGNMENT = 64;

  private final NDManager manager;
  private final NDArray weight; // (R, C)
  private final NDArray bias; // (R)
  private final Queue<Input> idle = new ConcurrentLinkedQueue<>();

  /** An array (1, C) and the Java memory that it is set from. */
  private record Input(NDArray array, ByteBuffer bytes, FloatBuffer floats) {}

  Product(NDManager manager, NDArray weight, NDArray bias) {
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
    input.floats().clear();
    input.floats().put(vector);
    input.array().set(input.bytes());
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
    return new Input(
        manager.create(bytes, new Shape(1, columns), DataType.FLOAT32),
        bytes,
        bytes.asFloatBuffer());
  }
}

package io.github.ginestra.backend.java;

import java.util.List;

/**
 * What the gates of the first layer, in one direction, get from the tokens of all channels. Safe
 * for many threads.
 */
final class Embedded {
  private final List<TokenInputs> channels;

  Embedded(List<TokenInputs> channels) {
    this.channels = channels;
  }

  /** Of a token of the only channel, (G·H), only to be read. */
  float[] of(int token, Workspace workspace) {
    return channels.get(0).of(token, workspace.input()[0], workspace);
  }

  /**
   * Of one step of a text, (G·H), only to be read.
   *
   * @param ids the ids of each channel
   * @param place where the step stands among them
   */
  float[] of(List<int[]> ids, int place, int lane, Workspace workspace) {
    float[] input = workspace.input()[lane];
    float[] sum = channels.get(0).of(ids.get(0)[place], input, workspace);
    for (int channel = 1; channel < channels.size(); channel++) {
      int id = ids.get(channel)[place];
      float[] more = channels.get(channel).of(id, workspace.channel()[lane], workspace);
      sum = add(sum, more, input);
    }
    return sum;
  }

  /** Adds two vectors into a third, which may be one of them. */
  static float[] add(float[] a, float[] b, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}

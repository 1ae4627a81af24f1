package io.github.ginestra.backend.java;

import io.github.ginestra.network.Batch;
import io.github.ginestra.network.CharacterEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The vectors of a batch's words in training, made of their characters. What a character adds at a
 * place of the filters is the same in all words. It is computed once for each distinct character,
 * so that a word takes additions only. On the way back, gradients are summed by character and place
 * before they are multiplied.
 */
final class CharacterTraining implements ChannelTable {
  /** How many words one task computes. */
  private static final int WORDS_A_TASK = 64;

  private final Products products;
  private final Parameter table; // (Vc, Dc)
  private final Parameter bias; // (F)
  private final int dimension; // Dc
  private final int filters; // F
  private final List<Place> places = new ArrayList<>();
  private final int[] slotOfId; // (Vc), -1 where a character does not occur
  private final int[] ids; // by slot
  private final Rows characterRows;
  private final Rows characterGradientRows;
  private final Rows vectorRows;
  private final Rows gradientRows;
  private int count; // of distinct characters
  private int[][] words = {}; // the characters of each word
  private float[][] characters = {}; // (slots, Dc)
  private float[][] vectors = {}; // (W, F)
  private float[][] gradients = {}; // (W, F)
  private int[][] greatest = {}; // (W, F): where in the word each filter is greatest

  /** One of the places of the filters. */
  private final class Place {
    private final int offset; // of the character from the one in the middle
    private final float[][] weight; // (Dc, F)
    private final float[][] weightGradient;
    private final float[][] turned; // (F, Dc)
    private final Rows givenRows;
    private final Rows sumRows;
    private float[][] given = {}; // (slots, F): what each character adds
    private float[][] sums = {}; // (slots, F): the gradients

    Place(int k, Parameter convolution, int width) {
      offset = k - width / 2;
      weight = rows(convolution.values(), k, width);
      weightGradient = rows(convolution.gradient(), k, width);
      turned = Rows.rows(filters, dimension);
      givenRows = new Rows(filters);
      sumRows = new Rows(filters);
    }

    private float[][] rows(float[][] all, int k, int width) {
      float[][] rows = new float[dimension][];
      Arrays.setAll(rows, d -> all[d * width + k]);
      return rows;
    }

    void forward() {
      given = givenRows.get(count);
      clear(given, count);
      products.add(given, 0, characters, 0, count, weight, dimension, filters);
    }

    /** Adds what a word's character gives here to the sum at another one in the middle. */
    void add(int[] word, int middle, float[] sum) {
      int at = middle + offset;
      if (at >= 0 && at < word.length) {
        PlainProducts.addOne(sum, given[slotOfId[word[at]]], 1, filters);
      }
    }

    void backward() {
      sums = sumRows.get(count);
      clear(sums, count);
      for (int w = 0; w < words.length; w++) {
        int[] word = words[w];
        for (int f = 0; f < filters; f++) {
          int at = greatest[w][f] + offset;
          if (at >= 0 && at < word.length) {
            sums[slotOfId[word[at]]][f] += gradients[w][f];
          }
        }
      }
      products.addTransposed(weightGradient, 0, dimension, characters, 0, sums, 0, count, filters);
      for (int f = 0; f < filters; f++) {
        for (int d = 0; d < dimension; d++) {
          turned[f][d] = weight[d][f];
        }
      }
    }
  }

  CharacterTraining(CharacterEncoder encoder, Products products, TrainedWeights weights) {
    this.products = products;
    table = weights.get(encoder.characters().weightName());
    bias = weights.get(encoder.biasName());
    dimension = table.rowWidth();
    filters = encoder.filters();
    Parameter convolution = weights.get(encoder.convolutionName()); // (Dc·width, F)
    for (int k = 0; k < encoder.width(); k++) {
      places.add(new Place(k, convolution, encoder.width()));
    }
    ids = new int[table.rows()];
    slotOfId = new int[table.rows()];
    Arrays.fill(slotOfId, -1);
    characterRows = new Rows(dimension);
    characterGradientRows = new Rows(dimension);
    vectorRows = new Rows(filters);
    gradientRows = new Rows(filters);
  }

  private static void clear(float[][] rows, int count) {
    for (int row = 0; row < count; row++) {
      Arrays.fill(rows[row], 0);
    }
  }

  /** Computes the vectors of the words of a batch. */
  void forward(Batch.Words batch, Team team) {
    words = batch.characters();
    collect();
    places.forEach(Place::forward);
    vectors = vectorRows.get(words.length);
    gradients = gradientRows.get(words.length);
    clear(gradients, words.length);
    if (greatest.length < words.length) {
      greatest = new int[words.length][filters];
    }
    team.addParts(words.length, WORDS_A_TASK, this::spell);
    team.run();
  }

  /** Gives each distinct character a slot, and copies its vector. */
  private void collect() {
    for (int slot = 0; slot < count; slot++) {
      slotOfId[ids[slot]] = -1;
    }
    count = 0;
    for (int[] word : words) {
      for (int id : word) {
        if (slotOfId[id] < 0) {
          ids[count] = id;
          slotOfId[id] = count++;
        }
      }
    }
    characters = characterRows.get(count);
    for (int slot = 0; slot < count; slot++) {
      table.copyRow(ids[slot], characters[slot], 0);
    }
  }

  private void spell(int from, int to) {
    float[] sum = Rows.row(filters);
    for (int w = from; w < to; w++) {
      for (int middle = 0; middle < words[w].length; middle++) {
        System.arraycopy(bias.vector(), 0, sum, 0, filters);
        for (Place place : places) {
          place.add(words[w], middle, sum);
        }
        takeGreatest(sum, middle, vectors[w], greatest[w]);
      }
    }
  }

  /** What is not a number is the greatest. */
  private void takeGreatest(float[] sum, int middle, float[] vector, int[] at) {
    for (int f = 0; f < filters; f++) {
      if (middle == 0 || sum[f] > vector[f] || Float.isNaN(sum[f])) {
        vector[f] = sum[f];
        at[f] = middle;
      }
    }
  }

  /** Adds the gradients of the weights, when those of the words are known. */
  void backward(Team team) {
    for (Place place : places) {
      team.add(place::backward);
    }
    team.add(this::addBias);
    team.run();
    if (table.isTrained()) {
      embed();
    }
  }

  private void addBias() {
    for (int w = 0; w < words.length; w++) {
      PlainProducts.addOne(bias.gradient()[0], gradients[w], 1, filters);
    }
  }

  private void embed() {
    float[][] sums = characterGradientRows.get(count);
    clear(sums, count);
    for (Place place : places) {
      products.add(sums, 0, place.sums, 0, count, place.turned, filters, dimension);
    }
    for (int slot = 0; slot < count; slot++) {
      table.addGradient(ids[slot], sums[slot], 0);
    }
  }

  @Override
  public int rows() {
    return words.length;
  }

  @Override
  public int rowWidth() {
    return filters;
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  public void copyRow(int row, float[] to, int at) {
    System.arraycopy(vectors[row], 0, to, at, filters);
  }

  @Override
  public void addGradient(int row, float[] added, int from) {
    for (int f = 0; f < filters; f++) {
      gradients[row][f] += added[from + f];
    }
  }
}

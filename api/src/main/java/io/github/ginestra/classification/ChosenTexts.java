package io.github.ginestra.classification;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Some texts of a list, each looked up as it is asked for. */
final class ChosenTexts extends AbstractList<EncodedText> implements RandomAccess {
  private final List<EncodedText> texts;
  private final int[] places;

  ChosenTexts(List<EncodedText> texts, int[] places) {
    this.texts = texts;
    this.places = places;
  }

  @Override
  public EncodedText get(int index) {
    return texts.get(places[index]);
  }

  @Override
  public int size() {
    return places.length;
  }
}

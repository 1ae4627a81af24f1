package io.github.ginestra.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the place of a label in a list, in constant time. A label is found as it stands, or else in
 * its {@linkplain Labels#clean one form}. Immutable.
 */
public final class LabelIndex {
  private final List<String> labels;
  private final Map<String, Integer> places;

  /**
   * Of a list.
   *
   * @param labels the labels, each once
   */
  public LabelIndex(List<String> labels) {
    this.labels = labels;
    places = new HashMap<>(labels.size() * 2);
    for (int place = 0; place < labels.size(); place++) {
      places.put(labels.get(place), place);
    }
    for (int place = 0; place < labels.size(); place++) {
      places.putIfAbsent(Labels.clean(labels.get(place)), place);
    }
  }

  /**
   * Finds a label.
   *
   * @param label the label
   * @return its place in the list, from 0; -1 if it is not there
   */
  public int find(String label) {
    Integer place = places.get(Checks.notNull(label, "label"));
    return place != null ? place : places.getOrDefault(Labels.clean(label), -1);
  }

  /**
   * Finds a label that must be there.
   *
   * @param label the label
   * @param whose begins the list in an error, such as {@code "the classifier's "}; may be empty
   * @return its place in the list, from 0
   * @throws IllegalArgumentException if it is not there
   */
  public int require(String label, String whose) {
    int place = find(label);
    if (place < 0) {
      throw new IllegalArgumentException(
          "label " + Printable.quoted(label) + " is not among " + whose + Printable.list(labels));
    }
    return place;
  }

  /**
   * Looks up what a map holds for a label.
   *
   * @param <T> what it holds
   * @param byLabel label → value
   * @param label the label, as it stands in the map or in another way that looks the same
   * @return its value
   * @throws IllegalArgumentException if the map has no such label
   */
  public static <T> T get(Map<String, T> byLabel, String label) {
    T value = byLabel.get(Checks.notNull(label, "label"));
    T found = value == null ? byLabel.get(Labels.clean(label)) : value;
    if (found == null) {
      throw new IllegalArgumentException(
          "label " + Printable.quoted(label) + " is not among " + Printable.list(byLabel.keySet()));
    }
    return found;
  }
}

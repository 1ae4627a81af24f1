package io.github.ginestra.server;

import io.github.ginestra.internal.Printable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models that are served, by name. Safe for many threads. */
final class ModelCatalog {
  private final Map<String, ServedModel> models =
      Collections.synchronizedMap(new LinkedHashMap<>());

  void add(ServedModel model) {
    models.put(model.name(), model);
  }

  Collection<ServedModel> all() {
    synchronized (models) {
      return List.copyOf(models.values());
    }
  }

  /** The model of a name; null if there is none. */
  @Nullable ServedModel find(String name) {
    return models.get(name);
  }

  /**
   * Chooses the model of a request.
   *
   * @param name its name; null if the request names none, and only one of these kinds is served
   * @throws HttpError if there is none, or it is of another kind
   */
  ServedModel choose(@Nullable String name, List<ModelKind> kinds) throws HttpError {
    if (name == null) {
      return only(kinds);
    }
    ServedModel model = find(name);
    if (model == null) {
      throw HttpError.notFound("there is no model " + quoted(name) + "; there are " + names(all()));
    }
    if (!kinds.contains(model.kind())) {
      throw HttpError.badRequest(
          "the model " + quoted(name) + " is a " + model.kind().json() + ", not a " + words(kinds));
    }
    return model;
  }

  private ServedModel only(List<ModelKind> kinds) throws HttpError {
    List<ServedModel> suitable = all().stream().filter(m -> kinds.contains(m.kind())).toList();
    if (suitable.isEmpty()) {
      throw HttpError.notFound("no " + words(kinds) + " is served");
    }
    if (suitable.size() > 1) {
      throw HttpError.badRequest(
          "the field \"model\" must name one of several models: " + names(suitable));
    }
    return suitable.get(0);
  }

  void retireAll() {
    all().forEach(ServedModel::retire);
  }

  private static String names(Collection<ServedModel> models) {
    return Printable.list(models.stream().map(ServedModel::name).toList());
  }

  private static String words(List<ModelKind> kinds) {
    return String.join(" or ", kinds.stream().map(ModelKind::json).toList());
  }

  private static String quoted(String name) {
    return Printable.quoted(name);
  }
}

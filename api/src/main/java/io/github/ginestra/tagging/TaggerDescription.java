package io.github.ginestra.tagging;

import io.github.ginestra.internal.archive.ModelDescription;

/** A tagger in words. */
final class TaggerDescription {
  private TaggerDescription() {}

  static String of(TaggerModel model) {
    TagSet set = model.set();
    ModelDescription description =
        new ModelDescription(
            set.isOfEntities() ? "Tagger of entities" : "Tagger of tokens",
            model.network().recurrent());
    description.line(
        set.isOfEntities() ? "entities" : "tags",
        String.join(", ", set.isOfEntities() ? set.types() : set.tags()));
    description.line(
        "reads",
        "tokens of \"%s\"; %,d words known%s%s",
        model.tokenizer().name(),
        model.encoder().vocabulary().words().size(),
        model.encoder().letterCase() ? "; their letter case" : "",
        model.encoder().characters() == null ? "" : "; their characters");
    SparsePath sparse = model.sparse();
    if (sparse != null) {
      description.line(
          "features",
          "%,d in the sparse path, which counts %.3f times, the network %.3f times",
          sparse.index().size(),
          model.weights().sparse(),
          model.weights().network());
    }
    description.line("weights", "%,d", model.network().parameters());
    model.warnings().forEach(warning -> description.line("warning", warning));
    return description.madeAs(model.provenance());
  }
}

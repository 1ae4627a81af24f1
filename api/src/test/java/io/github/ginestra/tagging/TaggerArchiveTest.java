package io.github.ginestra.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.archive.ModelArchive;
import io.github.ginestra.internal.features.Vocabulary;
import io.github.ginestra.internal.network.TokenChannels;
import io.github.ginestra.internal.network.WeightInitializer;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.CharacterEncoder;
import io.github.ginestra.network.EmbeddingTable;
import io.github.ginestra.network.Head;
import io.github.ginestra.network.NetworkSpec;
import io.github.ginestra.network.RecurrentSpec;
import io.github.ginestra.network.Tensor;
import io.github.ginestra.network.Weights;
import io.github.ginestra.tagging.TaggedTexts.Encoding;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.training.TrainingHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tagger's part of the model file. */
class TaggerArchiveTest {
  private static final TagSet SET =
      TagSet.of(EntityTags.all(List.of("LOC", "PER"), Encoding.BIOES), Encoding.BIOES);
  private static final Vocabulary WORDS = Vocabulary.of(List.of("ana", "vive", "en", "roma"));
  private static final Vocabulary CHARACTERS = Vocabulary.of(List.of("a", "n", "R"));
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          List.of(
              new EmbeddingTable("embedding", WORDS.size(), 5, true),
              new EmbeddingTable("letter_case", TokenChannels.CASES, 2, true)),
          new CharacterEncoder(new EmbeddingTable("characters", CHARACTERS.size(), 3, true), 3, 4),
          0.5,
          RecurrentSpec.gru(3).bidirectional(),
          false,
          0.5,
          new Head.PerStep(ConditionalLoss.outputs(SET.graph()), false));
  private static final Weights NETWORK_WEIGHTS =
      RoundedTable.rounded(WeightInitializer.draw(NETWORK, Map.of(), 3), "embedding.weight");

  private static TaggerModel model() {
    List<String> tokens = List.of("Ana", "vive", "en", "Roma");
    SparsePath sparse =
        SparseFit.fit(
            SET,
            List.of(tokens, tokens),
            new int[][] {indices(), indices()},
            1,
            TrainingWatch.Progress.UNWATCHED);
    return new TaggerModel(
        SET,
        Tokenizer.words(),
        new TokenEncoder(WORDS, true, CHARACTERS),
        NETWORK,
        sparse,
        new FeatureIndex(new int[] {-3, 8}),
        new PathWeights(0.75f, 0.25f),
        new TrainingHistory(List.of()),
        new Provenance("1", "x", Instant.EPOCH, 3, "0".repeat(64), Map.of(), Map.of()),
        List.of("beware"));
  }

  private static int[] indices() {
    return SET.indices(List.of("B-PER", "O", "O", "B-LOC"));
  }

  /** The bytes of a tagger's file. */
  static byte[] file() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TaggerArchive.pack(model(), NETWORK_WEIGHTS).write(out);
    return out.toByteArray();
  }

  private static ModelArchive written() throws IOException {
    return ModelArchive.read(file(), "here");
  }

  private static TaggerModel read(UnaryOperator<ModelArchive> change) throws IOException {
    return TaggerArchive.unpack(change.apply(written()), null);
  }

  private static ModelArchive with(ModelArchive archive, Document model) {
    return new ModelArchive(
        archive.version(),
        archive.kind(),
        model,
        archive.provenance(),
        archive.weights(),
        archive.ngrams());
  }

  /** The document with a member replaced, or left out if it is null. */
  private static Document with(
      ModelArchive archive, String name, UnaryOperator<Document.Builder> put)
      throws ModelFormatException {
    Document document = archive.model();
    Document.Builder builder = put.apply(Document.builder());
    for (String member : document.names()) {
      if (!member.equals(name)) {
        switch (member) {
          case "network", "encoder", "paths" -> builder.put(member, document.object(member));
          case "encoding" -> builder.put(member, document.string(member));
          case "features" -> builder.put(member, document.flag(member));
          case "history" -> builder.putObjects(member, document.objects(member));
          default -> builder.putStrings(member, document.strings(member));
        }
      }
    }
    return builder.build();
  }

  private static void assertRefused(String name, UnaryOperator<Document.Builder> put, String part)
      throws IOException {
    ModelArchive archive = written();
    ModelArchive changed = with(archive, with(archive, name, put));
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> TaggerArchive.unpack(changed, null))
        .withMessageContaining(part);
  }

  @Test
  void a_tagger_is_read_as_it_was_written() throws IOException {
    TaggerModel model = model();
    TaggerModel read = read(archive -> archive);

    assertThat(read.set().tags()).isEqualTo(SET.tags());
    assertThat(read.set().encoding()).isEqualTo(Encoding.BIOES);
    assertThat(read.encoder()).isEqualTo(model.encoder());
    assertThat(read.network()).isEqualTo(NETWORK);
    assertThat(read.weights()).isEqualTo(model.weights());
    assertThat(read.warnings()).containsExactly("beware");
    assertThat(read.words().find(8)).isEqualTo(1);
    List<String> tokens = List.of("Ana", "vive", "en", "Roma");
    assertThat(read.sparse()).isNotNull();
    assertThat(read.scorer().sparse().scores(tokens)).isEqualTo(model.sparse().scores(tokens));
    Weights weights = TaggerArchive.networkWeights(written());
    for (String name : NETWORK_WEIGHTS.names()) {
      assertThat(weights.get(name).values()).isEqualTo(NETWORK_WEIGHTS.get(name).values());
    }
    assertThat(TaggerDescription.of(read)).isEqualTo(TaggerDescription.of(model));
  }

  @Test
  void what_does_not_fit_together_is_refused() throws IOException {
    assertRefused("tags", b -> b.putStrings("tags", List.of("O", "O")), "twice");
    assertRefused("tags", b -> b.putStrings("tags", List.of("O")), "must be two or more");
    assertRefused("tags", b -> b.putStrings("tags", List.of("O", "")), "none of them empty");
    assertRefused("tags", b -> b.putStrings("tags", List.of("O", "B-X")), "outputs");
    assertRefused("tags", b -> b.putStrings("tags", List.of("B-X", "I-X")), "must have O");
    assertRefused("vocabulary", b -> b.putStrings("vocabulary", List.of("a")), "vocabulary");
    assertRefused("characters", b -> b.putStrings("characters", List.of("a")), "characters");
    assertRefused("characters", b -> b, "\"characters\" is missing");
    assertRefused(
        "paths",
        b -> b.put("paths", Document.builder().put("network", -1.0).put("features", 1.0).build()),
        "must be 0 or more");
    assertRefused("encoding", b -> b.put("encoding", "XYZ"), "must be one of");
  }

  @Test
  void another_kind_and_missing_features_are_refused() {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(
            () ->
                read(
                    a ->
                        new ModelArchive(
                            3, "classifier", a.model(), a.provenance(), a.weights(), a.ngrams())))
        .withMessageContaining("of the kind classifier, not a tagger");
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(
            () ->
                read(
                    a ->
                        new ModelArchive(
                            3, a.kind(), a.model(), a.provenance(), a.weights(), null)))
        .withMessageContaining("has no features");
  }

  @Test
  void weights_that_are_missing_or_of_another_shape_are_refused() {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> read(a -> withSteps(a, new Tensor(List.of(2), new float[2]))))
        .withMessageContaining("steps");
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> read(a -> withSteps(a, null)))
        .withMessageContaining("embedding.weight.step");
  }

  private static ModelArchive withSteps(ModelArchive archive, Tensor steps) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (String name : archive.weights().names()) {
      weights.put(name, archive.weights().get(name));
    }
    weights.remove("embedding.weight.step");
    if (steps != null) {
      weights.put("embedding.weight.step", steps);
    }
    return new ModelArchive(
        3,
        archive.kind(),
        archive.model(),
        archive.provenance(),
        Weights.of(weights),
        archive.ngrams());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void features_with_any_byte_changed_are_read_or_refused(long seed) throws IOException {
    ModelArchive archive = written();
    byte[] bytes = archive.ngrams();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] changed = Arrays.copyOf(bytes, bytes.length);
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
      ModelArchive other =
          new ModelArchive(
              3, archive.kind(), archive.model(), archive.provenance(), archive.weights(), changed);
      try {
        TaggerModel model = TaggerArchive.unpack(other, null);
        assertThat(model.scorer().sparse().scores(List.of("Ana", "x"))).hasSize(2 * SET.size());
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageContaining("the features");
      }
    }
  }
}

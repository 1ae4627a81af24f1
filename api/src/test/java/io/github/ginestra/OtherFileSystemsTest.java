package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ginestra.classification.ClassifierBuilder;
import io.github.ginestra.classification.MultiLabelClassifier;
import io.github.ginestra.classification.SequenceClassifier;
import io.github.ginestra.data.CsvFormat;
import io.github.ginestra.data.Example;
import io.github.ginestra.data.Examples;
import io.github.ginestra.export.Export;
import io.github.ginestra.language.CharLanguageModel;
import io.github.ginestra.model.ModelFormatException;
import io.github.ginestra.tagging.SequenceTagger;
import io.github.ginestra.tagging.SmallTagger;
import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import io.github.ginestra.text.Tokenizer;
import io.github.ginestra.text.WordVectors;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files of file systems other than the default one, in memory, with each system's rules of names.
 */
class OtherFileSystemsTest {
  private static final Examples TRAINING = Topics.examples(60, 1);

  /** The rules of an operating system. */
  @SuppressWarnings("ImmutableEnumChecker") // the configurations are immutable
  enum Rules {
    UNIX(Configuration.unix(), "/models"),
    MAC(Configuration.osX(), "/models"),
    WINDOWS(Configuration.windows(), "C:\\models");

    private final Configuration configuration;
    private final String folder;

    Rules(Configuration configuration, String folder) {
      this.configuration = configuration;
      this.folder = folder;
    }

    FileSystem open() {
      return Jimfs.newFileSystem(configuration);
    }

    Path folder(FileSystem files) throws IOException {
      return Files.createDirectory(files.getPath(folder));
    }
  }

  private static ClassifierBuilder classifier() {
    return Topics.classifier().training(options -> options.epochs(2).batchSize(10).seed(5));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_classifier_is_saved_replaced_and_loaded(Rules rules) throws IOException {
    try (FileSystem files = rules.open();
        SequenceClassifier trained = classifier().train(TRAINING)) {
      Path folder = rules.folder(files);
      Path file = folder.resolve("topics.ginestra");
      trained.save(file);
      trained.save(file);

      assertThat(names(folder)).containsExactly("topics.ginestra");
      String text = TRAINING.get(0).text();
      try (SequenceClassifier loaded =
          SequenceClassifier.loader().backend(new BagBackend()).load(file)) {
        assertThat(loaded.classify(text)).isEqualTo(trained.classify(text));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_language_model_is_saved_and_loaded(Rules rules) throws IOException {
    try (FileSystem files = rules.open();
        CharLanguageModel trained = ExportedValues.language()) {
      Path file = rules.folder(files).resolve("verse.ginestra");
      trained.save(file);
      try (CharLanguageModel loaded =
          CharLanguageModel.loader().backend(new BigramBackend()).load(file)) {
        assertThat(loaded.bitsPerCharacter("il mare"))
            .isEqualTo(trained.bitsPerCharacter("il mare"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_tagger_is_saved_and_loaded(Rules rules) throws IOException {
    try (FileSystem files = rules.open();
        SequenceTagger trained = SmallTagger.load()) {
      Path file = rules.folder(files).resolve("names.ginestra");
      trained.save(file);
      try (SequenceTagger loaded =
          SequenceTagger.loader().backend(new SmallTagger.Undecided()).load(file)) {
        assertThat(loaded.tag("Ana vive en Roma")).isEqualTo(trained.tag("Ana vive en Roma"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_classifier_of_several_labels_is_saved_and_loaded(Rules rules) throws IOException {
    try (FileSystem files = rules.open();
        MultiLabelClassifier trained = ExportedValues.multiLabel()) {
      Path file = rules.folder(files).resolve("feelings.ginestra");
      trained.save(file);
      String text = TRAINING.get(0).text();
      try (MultiLabelClassifier loaded =
          MultiLabelClassifier.loader().backend(new BagBackend()).load(file)) {
        assertThat(loaded.classify(text)).isEqualTo(trained.classify(text));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void folders_of_texts_and_files_of_tagged_texts_are_read(Rules rules) throws IOException {
    try (FileSystem files = rules.open()) {
      Path folder = rules.folder(files);
      Path labels = Files.createDirectory(folder.resolve("labels"));
      for (String label : List.of("spam", "ham")) {
        Path texts = Files.createDirectory(labels.resolve(label));
        Files.writeString(texts.resolve("1.txt"), "a text of " + label);
      }
      Path columns = Files.writeString(folder.resolve("names.conll"), "Ana\tB-PER\nva\tO\n");
      Path conllu =
          Files.writeString(
              folder.resolve("names.conllu"),
              "1\tAna\t_\tB-PER\t_\t_\t_\t_\t_\t_\n2\tva\t_\tO\t_\t_\t_\t_\t_\t_\n\n");
      Path spans =
          Files.writeString(
              folder.resolve("names.jsonl"),
              "{\"text\": \"Ana va\", \"spans\": [[0, 3, \"PER\"]]}\n");
      TaggedTexts names =
          TaggedTexts.of(TaggedText.of(List.of("Ana", "va"), List.of("B-PER", "O")));

      assertThat(Examples.fromFolders(labels))
          .containsExactlyInAnyOrder(
              new Example("spam", "a text of spam"), new Example("ham", "a text of ham"));
      assertThat(TaggedTexts.fromColumns(columns)).isEqualTo(names);
      assertThat(TaggedTexts.fromConllu(conllu, "UPOS")).isEqualTo(names);
      assertThat(TaggedTexts.fromJsonLines(spans, "text", "spans", Tokenizer.words()))
          .isEqualTo(names);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_training_that_was_stopped_goes_on_from_its_checkpoints(Rules rules) throws IOException {
    try (FileSystem files = rules.open();
        SequenceClassifier whole = classifier().train(TRAINING)) {
      Path folder = rules.folder(files).resolve("checkpoints");
      classifier().checkpoint(folder).listener(stopAfter(7)).train(TRAINING).close();
      assertThat(names(folder)).anyMatch(name -> name.startsWith("checkpoint-"));

      try (SequenceClassifier resumed =
          classifier().checkpoint(folder).resume(folder).train(TRAINING)) {
        assertThat(resumed.history().epochs()).hasSize(2);
        String text = TRAINING.get(1).text();
        assertThat(resumed.classify(text)).isEqualTo(whole.classify(text));
      }
    }
  }

  private static TrainingListener stopAfter(long step) {
    AtomicLong last = new AtomicLong();
    return new TrainingListener() {
      @Override
      public void onStep(TrainingProgress progress) {
        last.set(progress.step());
      }

      @Override
      public boolean isCancelled() {
        return last.get() >= step;
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void data_and_vectors_are_read_and_results_written(Rules rules) throws IOException {
    try (FileSystem files = rules.open()) {
      Path folder = rules.folder(files);
      Path tsv = Files.writeString(folder.resolve("data.tsv"), "spam\twin\nham\thi\n");
      Path csv = Files.writeString(folder.resolve("data.csv"), "label,text\nspam,win\nham,hi\n");
      Path lines =
          Files.writeString(
              folder.resolve("data.jsonl"),
              "{\"label\":\"spam\",\"text\":\"win\"}\n{\"label\":\"ham\",\"text\":\"hi\"}\n");
      Path vectors = Files.writeString(folder.resolve("vectors.txt"), "win 1 2\nhi 3 4\n");

      Examples examples = Examples.fromTsv(tsv);
      assertThat(examples).hasSize(2);
      assertThat(Examples.fromCsv(csv, CsvFormat.csv("label", "text"))).isEqualTo(examples);
      assertThat(Examples.fromJsonLines(lines, "label", "text")).isEqualTo(examples);
      assertThat(WordVectors.read(vectors).vector("hi")).containsExactly(3, 4);

      try (SequenceClassifier trained = classifier().train(TRAINING)) {
        Export.of(trained.history()).writeCsv(folder.resolve("history.csv"));
        Export.of(trained.provenance()).writeJson(folder.resolve("provenance.json"));
      }
      assertThat(names(folder))
          .containsExactly(
              "data.csv",
              "data.jsonl",
              "data.tsv",
              "history.csv",
              "provenance.json",
              "vectors.txt");
    }
  }

  @ParameterizedTest
  @EnumSource
  void errors_name_the_file(Rules rules) throws IOException {
    try (FileSystem files = rules.open()) {
      Path folder = rules.folder(files);
      Path none = folder.resolve("none.ginestra");
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> SequenceClassifier.load(none))
          .withMessageContaining(none.toString());
      Path broken = Files.writeString(folder.resolve("broken.ginestra"), "not a model");
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> SequenceClassifier.load(broken))
          .withMessageContaining(broken.toString());
    }
  }
}

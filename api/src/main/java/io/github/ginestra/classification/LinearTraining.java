package io.github.ginestra.classification;

import io.github.ginestra.internal.training.ProvenanceRecorder;
import io.github.ginestra.internal.training.RunSettings;
import io.github.ginestra.internal.training.TrainingWatch;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.training.TrainingHistory;
import java.util.List;

/** The training of a classifier that is its linear path alone: no epochs, no backend. */
final class LinearTraining {
  private static final String ENGINE = "none";

  private LinearTraining() {}

  static SequenceClassifier train(ClassifierConfig config, LabelledTexts data, RunSettings run) {
    TrainingWatch watch = new TrainingWatch(config.training(), run.listener());
    PreparedTexts prepared =
        PreparedTexts.of(config, data, run, phase -> watch.preparation(phase, false));
    TrainingHistory history = new TrainingHistory(List.of());
    ProvenanceRecorder recorder =
        new ProvenanceRecorder(config.training(), ProvenanceRecorder.sha256(data.training), config)
            .note("trainingExamples", data.training.size());
    data.notes(run.parent()).forEach(recorder::note);
    prepared.notes().forEach(recorder::note);
    if (run.parent() != null) {
      recorder.note(ClassifierParent.LINEAR_SCALE, prepared.linearScale());
    }
    Provenance finished = recorder.finish(ENGINE, history);
    Calibration calibration = prepared.calibration();
    Provenance provenance =
        calibration == null ? finished : calibration.linearAlone().addTo(finished);
    ClassifierModel model =
        new ClassifierModel(
            data.labels,
            null,
            prepared.linearScorer(),
            history,
            provenance,
            prepared.warnings(),
            prepared.temperature(),
            0);
    return new RecurrentClassifier(model, new NoNetwork(data.labels.size()));
  }
}

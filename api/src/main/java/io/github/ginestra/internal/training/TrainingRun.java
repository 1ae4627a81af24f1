package io.github.ginestra.internal.training;

import io.github.ginestra.internal.archive.Document;
import io.github.ginestra.internal.backend.Backends;
import io.github.ginestra.model.Provenance;
import io.github.ginestra.network.Batch;
import io.github.ginestra.network.Weights;
import io.github.ginestra.spi.Backend;
import io.github.ginestra.spi.Network;
import io.github.ginestra.spi.TrainableNetwork;
import io.github.ginestra.spi.TrainingState;
import io.github.ginestra.training.Schedule;
import io.github.ginestra.training.TrainingHistory;
import io.github.ginestra.training.TrainingListener;
import io.github.ginestra.training.TrainingListener.Phase;
import io.github.ginestra.training.TrainingOptions;
import java.util.List;
import java.util.Random;

/**
 * One training of any kind of model: the backend is started, the data prepared, the network trained
 * from its initial weights or from a checkpoint, the result checked and made a model.
 *
 * @param <M> the type of the model
 */
public final class TrainingRun<M> {
  private final TrainingOptions options;
  private final RunSettings run;
  private final TrainingWatch watch;
  private final Checkpoints checkpoints;
  private final Backend backend;
  private final String engine;
  private final TrainingTask<M> task;
  private final ProvenanceRecorder recorder;

  private TrainingRun(
      Record config,
      TrainingOptions options,
      RunSettings run,
      TrainingWatch watch,
      Checkpoints checkpoints,
      Backend backend,
      String engine,
      TrainingTask<M> task) {
    this.options = options;
    this.run = run;
    this.watch = watch;
    this.checkpoints = checkpoints;
    this.backend = backend;
    this.engine = engine;
    this.task = task;
    recorder =
        new ProvenanceRecorder(options, task.corpusSha256(), config)
            .note("device", run.settings().device());
    if (!RunSettings.isThreadIndependent(backend)) {
      recorder.note("threads", run.settings().threads());
    }
    task.notes().forEach(recorder::note);
  }

  /** How the model is made, as a checkpoint tells it. */
  private Provenance provenance(TrainingHistory history) {
    return recorder.finish(engine, history);
  }

  /** Watches the phases of the preparation. */
  public interface Phases {
    TrainingWatch.Progress begin(Phase phase);
  }

  /**
   * Reads and encodes what is learned from.
   *
   * @param <E> what reading may throw
   */
  public interface Preparation<M, E extends Exception> {
    TrainingTask<M> prepare(Phases phases) throws E;
  }

  /**
   * Trains a model.
   *
   * @param config the whole configuration, for the provenance and for checkpoints
   * @param options the part of it that the epoch loop needs
   */
  public static <M, E extends Exception> M train(
      Record config, TrainingOptions options, RunSettings run, Preparation<M, E> preparation)
      throws E {
    TrainingWatch watch = new TrainingWatch(options, run.listener());
    try (Checkpoints checkpoints = Checkpoints.open(run.checkpoints())) {
      Backend backend = run.backend().backend(Backends.TRAINING);
      String engine = backend.start(run.settings()); // before the slow part
      // What is resumed is prepared as a whole: it must be what it was.
      boolean whole = checkpoints.isResuming();
      TrainingTask<M> task = preparation.prepare(phase -> watch.preparation(phase, whole));
      return new TrainingRun<>(config, options, run, watch, checkpoints, backend, engine, task)
          .model();
    }
  }

  private M model() {
    Trained trained = train();
    Network network = load(task.finished(trained.weights()));
    try {
      task.requireFiniteAnswers(network, trained);
      TrainingTask.Ending ending = watch.isOver() ? null : task.ending(network);
      if (ending != null) {
        Trained ended = end(trained, ending);
        network.close();
        network = load(ended.weights());
        task.requireFiniteAnswers(network, ended);
      }
      TrainingHistory history = trained.history();
      return task.model(network, history, recorder.finish(engine, history, trained.isBest()));
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  private Trained train() {
    Provenance beginning = provenance(new TrainingHistory(List.of()));
    Checkpoints.Run from = checkpoints.begin(task.document(beginning), this::provenance);
    try (TrainableNetwork network =
        from.open(task.initialWeights(), this::requireFits, this::open)) {
      return new EpochLoop(
              options,
              task.watching(run.listener(), network, this::load),
              new TaskLearner(network),
              from,
              watch)
          .run();
    }
  }

  /** Goes on for a few epochs; without checkpoints, since they are the same again if repeated. */
  private Trained end(Trained trained, TrainingTask.Ending ending) {
    TrainingOptions few =
        options.toBuilder()
            .epochs(ending.epochs())
            .learningRate(ending.learningRate())
            .schedule(Schedule.COSINE)
            .patience(0)
            .build();
    try (Checkpoints none = Checkpoints.open(CheckpointPlaces.NONE);
        TrainableNetwork network = open(TrainingState.beginning(trained.weights()))) {
      Checkpoints.Run from = none.begin(Document.builder().build(), this::provenance);
      return new EpochLoop(
              few, new TrainingListener() {}, new EndingLearner(network, ending), from, watch)
          .run();
    }
  }

  private TrainableNetwork open(TrainingState state) {
    return backend.train(task.spec(), state, options.optimizer(), options.seed(), run.settings());
  }

  private Network load(Weights weights) {
    return backend.load(task.spec(), weights, run.settings());
  }

  private void requireFits(Checkpoint checkpoint) {
    checkpoint.requireFits(task.spec(), options, task.batchesPerEpoch());
    task.requireFits(checkpoint);
  }

  /** The network and the task as the epoch loop sees them after the last epoch. */
  private final class EndingLearner extends TaskLearner {
    private final TrainingTask.Ending ending;

    EndingLearner(TrainableNetwork network, TrainingTask.Ending ending) {
      super(network);
      this.ending = ending;
    }

    @Override
    public int batchesPerEpoch() {
      return ending.batchesPerEpoch();
    }

    @Override
    public Iterable<Batch> batches(Random random) {
      return ending.batches().apply(random);
    }

    @Override
    public boolean isValidated() {
      return false;
    }

    @Override
    public Validated validate() {
      return Validated.NONE;
    }
  }

  /** The network and the task as the epoch loop sees them. */
  private class TaskLearner implements Learner {
    private final TrainableNetwork network;

    TaskLearner(TrainableNetwork network) {
      this.network = network;
    }

    @Override
    public int batchesPerEpoch() {
      return task.batchesPerEpoch();
    }

    @Override
    public Iterable<Batch> batches(Random random) {
      return task.batches(random);
    }

    @Override
    public Learned learn(List<Batch> batches, double learningRate) {
      return task.learn(network, batches, learningRate);
    }

    @Override
    public boolean isValidated() {
      return task.isValidated();
    }

    @Override
    public Validated validate() {
      return task.isValidated() ? task.validate(network, watch.validation()) : Validated.NONE;
    }

    @Override
    public Weights weights() {
      return network.weights();
    }

    @Override
    public TrainingState state() {
      return network.state();
    }
  }
}

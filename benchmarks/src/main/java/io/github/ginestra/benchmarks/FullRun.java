package io.github.ginestra.benchmarks;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures everything, peers beside ours: what is compared follows one upon the other.
 *
 * @param effort how long to measure
 * @param data what models learn from and are measured on
 * @param models the models
 * @param peers the programs of others
 * @param progress receives progress messages
 */
record FullRun(
    Effort effort,
    BenchmarkData data,
    TrainedModels models,
    Peers peers,
    Consumer<String> progress) {

  Results measure() throws IOException {
    Machine machine = Machine.here();
    double loadBefore = Machine.load();
    progress.accept("training the models");
    models.train(data);
    JmhRuns jmh = new JmhRuns(effort, models);
    GenerationWork work = GenerationWork.of(models.generator());
    progress.accept("generation");
    jmh.run(CharacterGeneration.class);
    jmh.runWithVectors(CharacterGeneration.class);
    PeerAnswer torch = peers.generateInTorch();
    PeerAnswer keras = peers.generateInKeras();
    jmh.run(
        MachineSpeed.class,
        options -> options.param("rows", Integer.toString(MachineSpeed.rowsFor(work.bytes()))));
    progress.accept("classification");
    jmh.run(SingleClassification.class);
    jmh.runWithVectors(SingleClassification.class);
    PeerAnswer classified = peers.classifyInTorch();
    jmh.run(BatchClassification.class);
    jmh.runWithVectors(BatchClassification.class);
    progress.accept("loading and starting");
    jmh.run(Loading.class);
    jmh.runWithVectors(Loading.class);
    Map<String, Double> starts = starts();
    progress.accept("eight threads");
    SteadyFigures steady =
        SteadyUse.measure(models.spam(), BackendNames.JAVA, effort.classifications());
    return new Results(
        effort,
        LocalDate.now(ZoneId.systemDefault()),
        machine,
        loadBefore,
        Machine.load(),
        BuildVersions.read(),
        peers.versions(),
        jmh.scores(),
        GenerationLimit.of(work, jmh.scores()),
        starts,
        steady,
        new Results.PeerFigures(
            Peers.torch(torch), Peers.numba(torch), Peers.keras(keras), Peers.message(classified)));
  }

  private Map<String, Double> starts() throws IOException {
    StartTime time = new StartTime(models.spam(), effort.starts());
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String backend : BackendNames.ALL) {
      seconds.put(backend, time.seconds(backend));
    }
    seconds.put(
        BackendNames.JAVA_WITH_VECTORS, time.seconds(BackendNames.JAVA, BackendNames.VECTOR_API));
    return seconds;
  }
}

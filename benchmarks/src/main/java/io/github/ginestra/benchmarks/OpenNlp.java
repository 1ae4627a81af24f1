package io.github.ginestra.benchmarks;

import io.github.ginestra.tagging.TaggedText;
import io.github.ginestra.tagging.TaggedTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSSample;
import opennlp.tools.postag.POSTagFormat;
import opennlp.tools.postag.POSTaggerFactory;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.model.BaseModel;

/**
 * A tagger of OpenNLP, trained with its defaults. The files have no ends of documents, so its name
 * finder gets none; with one after each sentence, it finds fewer names.
 *
 * @param model what was learned
 * @param tagger gives tokens their tags
 * @param seconds how long the training took
 */
record OpenNlp(BaseModel model, Tagger tagger, double seconds) {
  /** The language of models; it chooses no features by default. */
  private static final String LANGUAGE = "und";

  private static final String BEGINNING = "B-";
  private static final String INSIDE = "I-";
  private static final String OUTSIDE = "O";

  /** Gives tokens their tags. */
  interface Tagger {
    List<String> tag(List<String> tokens);
  }

  /** Trains the name finder or the tagger of parts of speech. */
  static OpenNlp train(TaggingData data) throws IOException {
    long start = System.nanoTime();
    if (data.ofEntities()) {
      TokenNameFinderModel model = names(data.train());
      NameFinderME finder = new NameFinderME(model);
      return new OpenNlp(model, tokens -> entities(finder, tokens), secondsSince(start));
    }
    POSModel model = partsOfSpeech(data.train());
    POSTaggerME tagger = new POSTaggerME(model, POSTagFormat.CUSTOM);
    return new OpenNlp(model, tokens -> List.of(tagger.tag(array(tokens))), secondsSince(start));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String[] array(List<String> strings) {
    return strings.toArray(String[]::new);
  }

  private static TokenNameFinderModel names(TaggedTexts texts) throws IOException {
    List<NameSample> samples = new ArrayList<>();
    for (TaggedText text : texts) {
      samples.add(new NameSample(array(text.tokens()), spans(text.tags()), false));
    }
    return NameFinderME.train(
        LANGUAGE,
        null,
        ObjectStreamUtils.createObjectStream(samples),
        TrainingParameters.defaultParams(),
        new TokenNameFinderFactory());
  }

  private static POSModel partsOfSpeech(TaggedTexts texts) throws IOException {
    List<POSSample> samples = new ArrayList<>();
    for (TaggedText text : texts) {
      samples.add(new POSSample(array(text.tokens()), array(text.tags())));
    }
    return POSTaggerME.train(
        LANGUAGE,
        ObjectStreamUtils.createObjectStream(samples),
        TrainingParameters.defaultParams(),
        new POSTaggerFactory());
  }

  /** The entities of tags in BIO. */
  private static Span[] spans(List<String> tags) {
    List<Span> spans = new ArrayList<>();
    for (int first = 0; first < tags.size(); first++) {
      if (tags.get(first).startsWith(BEGINNING)) {
        String type = tags.get(first).substring(BEGINNING.length());
        int end = first + 1;
        while (end < tags.size() && tags.get(end).equals(INSIDE + type)) {
          end++;
        }
        spans.add(new Span(first, end, type));
      }
    }
    return spans.toArray(Span[]::new);
  }

  private static List<String> entities(NameFinderME finder, List<String> tokens) {
    String[] tags = new String[tokens.size()];
    Arrays.fill(tags, OUTSIDE);
    for (Span span : finder.find(array(tokens))) {
      Arrays.fill(tags, span.getStart(), span.getEnd(), INSIDE + span.getType());
      tags[span.getStart()] = BEGINNING + span.getType();
    }
    return Collections.unmodifiableList(Arrays.asList(tags));
  }

  /**
   * Measures it on one thread; it tags one sentence at a time. Names depend on the sentences before
   * them (adaptive features), so that the tags are those given first.
   */
  TaggingFigures measure(TaggingData data, TaggingSpeed speed) throws IOException {
    List<List<String>> texts = data.testTokens();
    TaggingFigures figures = data.figures(texts.stream().map(tagger::tag).toList());
    double tokens = speed.tokensPerSecond(texts, () -> texts.forEach(tagger::tag));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    model.serialize(file);
    return figures.with(seconds, tokens, tokens, file.size());
  }
}

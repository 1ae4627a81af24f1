package io.github.ginestra.reports;

import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.Sampler;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * What a language model writes.
 *
 * @param prompts the texts that it continues, one or more
 * @param temperatures at which it continues each; none for no section
 * @param length how many symbols it writes
 */
record SamplesSection(
    LanguageModel model, List<String> prompts, List<Double> temperatures, int length) {

  void addTo(Page page) {
    if (temperatures.isEmpty()) {
      return;
    }
    Section section = page.section("samples", "Samples");
    section.paragraph(
        "The lower the temperature, the safer the model writes; 1 is as it has learned. What it was"
            + " given stands in grey.");
    long seed = model.provenance().seed();
    for (String prompt : prompts) {
      for (double temperature : temperatures) {
        section.heading("Temperature " + temperature);
        Element text = Section.preformatted("");
        text.appendElement("span").addClass("prompt").appendText(prompt);
        text.appendText(
            model.generate(prompt, Sampler.temperature(temperature).seed(seed), length));
        section.element().appendChild(text);
      }
    }
  }
}

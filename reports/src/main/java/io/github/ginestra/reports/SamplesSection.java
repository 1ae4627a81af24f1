package io.github.ginestra.reports;

import io.github.ginestra.language.LanguageModel;
import io.github.ginestra.language.Sampler;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Text that a language model generates.
 *
 * @param prompts the texts that it continues, one or more
 * @param temperatures the temperatures of each continuation; none for no section
 * @param length the number of symbols it generates
 */
record SamplesSection(
    LanguageModel model, List<String> prompts, List<Double> temperatures, int length) {

  void addTo(Page page) {
    if (temperatures.isEmpty()) {
      return;
    }
    Section section = page.section("samples", "Samples");
    section.paragraph(
        "At a low temperature the model prefers probable text; 1 keeps the probabilities that it has"
            + " learned. The prompt is grey. Each sample has a random seed of its own.");
    long seed = model.provenance().seed();
    for (String prompt : prompts) {
      for (double temperature : temperatures) {
        section.heading("Temperature " + temperature);
        Element text = Section.preformatted("");
        text.appendElement("span").addClass("prompt").appendText(prompt);
        text.appendText(
            model.generate(prompt, Sampler.temperature(temperature).seed(seed++), length));
        section.element().appendChild(text);
      }
    }
  }
}

/** A program that runs a trained classifier. It is a module, so that it can be linked. */
module io.github.ginestra.samples.classify {
  requires io.github.ginestra;
}

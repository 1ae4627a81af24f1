/**
 * The smallest program that serves a trained classifier. It is a module, so that it can be linked.
 */
module io.github.ginestra.samples.classify {
  requires info.picocli;
  requires io.github.ginestra;

  opens io.github.ginestra.samples.classify to
      info.picocli;
}

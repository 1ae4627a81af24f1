package io.github.ginestra.spi;

/**
 * What a backend may or may not be able to do. Every backend can score texts with a trained
 * network.
 */
public enum Capability {
  /** The backend can train networks. */
  TRAINING
}

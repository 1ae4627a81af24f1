package io.github.ginestra.classification;

import io.github.ginestra.spi.Network;

/** A network, released when the last of those who use it has let it go. */
final class SharedNetwork {
  private final Network network;
  private int users = 1;

  SharedNetwork(Network network) {
    this.network = network;
  }

  Network network() {
    return network;
  }

  /**
   * Counts one more user.
   *
   * @return whether the network was not yet released
   */
  synchronized boolean share() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Called once by each user. */
  synchronized void release() {
    users--;
    if (users == 0) {
      network.close();
    }
  }
}

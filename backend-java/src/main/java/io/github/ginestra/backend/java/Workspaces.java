package io.github.ginestra.backend.java;

import io.github.ginestra.network.RecurrentSpec;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The workspaces of one network: each pass borrows one, and threads do not wait for each other. A
 * thread finds its place by its number; if another thread has borrowed what is there, or left
 * nothing, a new workspace is made, and the one given back last is kept. So there are never more
 * than places, however many threads come and go.
 */
final class Workspaces {
  /** A power of two. */
  private static final int PLACES = 64;

  /** How far places lie apart, so that threads do not share a line of the cache. */
  private static final int SPACING = 16;

  /** How many floats the outputs of the layers may take in a workspace that is kept: 4 MB. */
  private static final long LARGEST_KEPT = 1 << 20;

  private final RecurrentSpec recurrent;
  private final AtomicReferenceArray<Workspace> places =
      new AtomicReferenceArray<>(PLACES * SPACING);

  Workspaces(RecurrentSpec recurrent) {
    this.recurrent = recurrent;
  }

  Workspace borrow() {
    Workspace there = places.getAndSet(place(), null);
    return there == null ? new Workspace(recurrent) : there;
  }

  /** Keeps a workspace for the next pass, unless a long text has made it large. */
  void giveBack(Workspace workspace) {
    if (workspace.floats() <= LARGEST_KEPT) {
      places.set(place(), workspace);
    }
  }

  /** Lets all go. */
  void clear() {
    for (int place = 0; place < places.length(); place += SPACING) {
      places.set(place, null);
    }
  }

  private static int place() {
    return ((int) Thread.currentThread().getId() & (PLACES - 1)) * SPACING;
  }
}

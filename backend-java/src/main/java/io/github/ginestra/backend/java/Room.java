package io.github.ginestra.backend.java;

import java.util.concurrent.atomic.AtomicLong;

/** How many floats a network may still keep of what it has computed. Safe for many threads. */
final class Room {
  private final AtomicLong left;

  Room(long floats) {
    left = new AtomicLong(floats);
  }

  /** Takes room for so many floats, if there is. */
  boolean take(int floats) {
    if (left.get() < floats) {
      return false;
    }
    if (left.addAndGet(-floats) >= 0) {
      return true;
    }
    giveBack(floats);
    return false;
  }

  /** Gives back room that was taken. */
  void giveBack(int floats) {
    left.addAndGet(floats);
  }
}

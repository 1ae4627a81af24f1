package io.github.ginestra.internal;

/** The published documentation, to which error messages link. */
public final class Docs {
  private static final String BASE = "https://github.com/ginestra/ginestra/blob/main/docs/";

  private Docs() {}

  /**
   * Returns the end of an error message that links to a section, by its full address: a user of the
   * library's jars has no {@code docs} folder.
   *
   * @param section the page in {@code docs} and the section's anchor, for example {@code
   *     "backends.md#none"}
   * @return the link in parentheses, after a space
   */
  public static String see(String section) {
    return " (see " + BASE + section + ")";
  }
}

package io.github.ginestra.reports;

import io.github.ginestra.internal.Docs;
import java.awt.AWTError;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import org.jspecify.annotations.Nullable;

/** What charts need from the machine: fonts, but no display. */
final class ChartSupport {
  private static volatile boolean present;

  /**
   * The first failure: Java reports the cause once, and afterwards only that its graphics did not
   * start.
   */
  private static volatile @Nullable String failure;

  private ChartSupport() {}

  /**
   * Checks that charts can be drawn.
   *
   * @throws IllegalStateException if they cannot, with the way out
   */
  static void require() {
    if (present) {
      return;
    }
    try {
      GraphicsEnvironment.getLocalGraphicsEnvironment();
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getLineMetrics("0", new FontRenderContext(null, true, true));
      present = true;
    } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
      String message = failure;
      if (message == null) {
        message = "charts cannot be drawn, since " + reason(e) + Docs.see("reports.md#fonts");
        failure = message;
      }
      throw new IllegalStateException(message, e);
    }
  }

  private static String reason(Throwable error) {
    if (error instanceof AWTError) {
      return "the display cannot be reached ("
          + error.getMessage()
          + "): start Java with -Djava.awt.headless=true";
    }
    return "this Java runtime finds no fonts ("
        + root(error)
        + "): install fontconfig and a font, on Debian and Ubuntu the packages fontconfig and"
        + " fonts-dejavu-core, on Alpine fontconfig and ttf-dejavu, on Fedora fontconfig and"
        + " dejavu-sans-fonts; a Java runtime without graphics needs the whole one instead";
  }

  private static Throwable root(Throwable error) {
    Throwable cause = error.getCause();
    return cause == null ? error : root(cause);
  }
}

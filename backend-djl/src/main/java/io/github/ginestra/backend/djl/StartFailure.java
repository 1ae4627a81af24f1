package io.github.ginestra.backend.djl;

import ai.djl.util.Utils;
import io.github.ginestra.internal.Docs;
import io.github.ginestra.spi.BackendException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Explains why an engine could not be started, and what to do about it. */
final class StartFailure {
  private static final String FOLDER = "FOLDER";

  private static final String ANOTHER_FOLDER =
      "; the environment variable or system property DJL_CACHE_DIR names another folder";

  private static final String MODULES =
      "Engines are no modules: put the engine's jars on the class path, while the program and"
          + " ginestra-api may stay on the module path"
          + Docs.see("backends.md#modules");

  private static final String MISSING =
      "A jar that the engine depends on is not on the class path, or the Java runtime is an image"
          + " without the module java.logging"
          + Docs.see("backends.md#modules");

  /**
   * Patterns of error messages and their remedies; the first match counts. The last patterns match
   * only the types of errors, since messages of the operating system are in the user's language.
   */
  private static final List<Cause> CAUSES =
      List.of(
          new Cause(
              "already loaded in another classloader",
              "backends.md#redeployment",
              "Java loads a native library in one class loader only, and another one of this"
                  + " process, such as that of another web application or of this one before it was"
                  + " redeployed, has it: put the engine's jars into the server's shared loader"),
          new Cause(
              "IllegalCallerException|Illegal native access",
              "The JVM was started with --illegal-native-access=deny, and engines are native code:"
                  + " start it with --enable-native-access=ALL-UNNAMED"),
          new Cause(
              "JNA native support|libjnidispatch|JNA temporary|[/\\\\]jna[^/\\\\]*\\.tmp"
                  + "|class com\\.sun\\.jna\\.",
              "JNA, which the engine needs, could not unpack or load its own native library: the"
                  + " system property jna.tmpdir must name a folder that can be written to, has"
                  + " some space, and is on no file system that is mounted noexec; jna.nounpack"
                  + " must not be set"),
          new Cause(
              "GLIBC_|GLIBCXX_|ld-musl|ld-linux",
              "The natives want glibc 2.29 or later; on older systems and on musl (Alpine), run"
                  + " trained models on the backend java (the artifact ginestra-backend-java)"),
          new Cause(
              "No space left on device|Disk quota exceeded|not enough space",
              "The natives take up to 500 MB, and the disk of the folder "
                  + FOLDER
                  + " is full: make room"
                  + ANOTHER_FOLDER),
          new Cause(
              "Read-only file system|AccessDeniedException|Permission denied|not writable",
              "The natives are unpacked into the folder "
                  + FOLDER
                  + ", which cannot be written to: allow it"
                  + ANOTHER_FOLDER
                  + ", where another process may have unpacked them before"),
          new Cause(
              "failed to map segment|Operation not permitted|cannot enable executable",
              "The natives lie in the folder "
                  + FOLDER
                  + ", from which nothing may be executed (is its file system mounted noexec?)"
                  + ANOTHER_FOLDER),
          new Cause(
              "Could not initialize class",
              "It has failed to start in this process before; the first error says why"),
          new Cause(
              "FileSystemException|NoSuchFileException|IOException: (?!Offline)",
              "The natives could not be unpacked into the folder "
                  + FOLDER
                  + ": it must be possible to write there, with 500 MB to spare"
                  + ANOTHER_FOLDER));

  private StartFailure() {}

  /**
   * A cause of failure.
   *
   * @param pattern matches the error's text
   * @param section where the docs explain it
   * @param remedy what to do about it
   */
  private record Cause(Pattern pattern, String section, String remedy) {
    Cause(String regex, String section, String remedy) {
      this(Pattern.compile(regex), section, remedy);
    }

    Cause(String regex, String remedy) {
      this(regex, "backends.md#start", remedy);
    }

    String remedy(Supplier<Path> folder) {
      boolean needsFolder = remedy.contains(FOLDER);
      return (needsFolder ? remedy.replace(FOLDER, folder.get().toString()) : remedy)
          + Docs.see(section);
    }
  }

  /** Creates the exception that says why the engine cannot be started and what to do. */
  static BackendException of(EngineTraits traits, Throwable error) {
    return new BackendException(
        "the engine "
            + traits.engineName()
            + " cannot be started: "
            + root(error)
            + ". "
            + remedy(traits, error, Utils::getEngineCacheDir),
        error);
  }

  /**
   * Returns what to do about an error.
   *
   * @param folder the folder where natives are unpacked; computed only if needed, since it takes
   *     classes of DJL that may be missing
   */
  static String remedy(EngineTraits traits, Throwable error, Supplier<Path> folder) {
    if (traits.getClass().getModule().isNamed()) {
      return MODULES;
    }
    StringBuilder text = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    for (Cause cause : CAUSES) {
      if (cause.pattern().matcher(text).find()) {
        return cause.remedy(folder);
      }
    }
    return isMissingClass(root(error)) ? MISSING : traits.remedy();
  }

  private static boolean isMissingClass(Throwable root) {
    return root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError;
  }

  /** The innermost cause. */
  private static Throwable root(Throwable error) {
    Throwable cause = error.getCause();
    return cause == null ? error : root(cause);
  }
}

package io.lavra.source;

import com.google.common.base.CharMatcher;
import com.google.common.base.Utf8;
import io.lavra.lake.PathEncoding;
import io.lavra.lake.io.IoFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Why something that a pattern of landing files matches is never opened.
 *
 * @param what follows the file's name in a sentence
 * @param remedy what to do
 */
record LandingProblem(String what, String remedy) {
  static LandingProblem leadsOut(Path target) {
    return new LandingProblem(
        "is a link that leads out of the landing folder, to " + target,
        "Put the file itself there, or name its own folder in the source");
  }

  static LandingProblem linkToFolder(Path target) {
    return new LandingProblem(
        "is a link to %s, where the pattern does not look".formatted(target),
        "Name that folder in the source");
  }

  static LandingProblem brokenLink(IOException why) {
    if (why instanceof AccessDeniedException) {
      return new LandingProblem(
          "is a link to where the user that runs Lavra may not look", "Give the right to");
    }
    String what =
        why instanceof NoSuchFileException
            ? "is a link to a file that is not there"
            : "is a link that leads to no file, " + words(why);
    return new LandingProblem(what, "Mend the link, or take it away");
  }

  static LandingProblem unlisted(IOException why) {
    if (why instanceof AccessDeniedException) {
      return new LandingProblem(
          "is a folder that the user that runs Lavra may not list", "Give the right to");
    }
    return new LandingProblem(
        "is a folder that cannot be listed, " + words(why), "Mend it, or take it away");
  }

  static LandingProblem noFile() {
    return new LandingProblem("is a named pipe, a socket or a device", "Take it away");
  }

  static LandingProblem name(byte[] name) {
    return Utf8.isWellFormed(name)
        ? new LandingProblem(
            "has a name that cannot be written in %s, the encoding of this process"
                .formatted(PathEncoding.name()),
            "Start Lavra with LC_ALL=C.UTF-8")
        : new LandingProblem("has a name that is not UTF-8 text", "Rename it");
  }

  static LandingProblem key() {
    return new LandingProblem(
        "has an empty name, . or .. in its key, which no path can have", "Rename the object");
  }

  private static String words(IOException why) {
    return CharMatcher.is('.').trimTrailingFrom(IoFailure.words(why));
  }
}

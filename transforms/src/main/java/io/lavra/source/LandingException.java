package io.lavra.source;

import io.lavra.lake.io.IoFailure;
import io.lavra.words.Expected;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.zip.ZipException;

/** A landing file cannot be read. The message names it, says why, and what to do. */
public final class LandingException extends IOException implements Expected {
  private static final String WITHOUT_IT =
      "; with bad-files: quarantine the other files go in without it";

  private final boolean ofTheFile;
  private final String problem;

  private LandingException(String message, String problem, boolean ofTheFile, IOException cause) {
    super(message, cause);
    this.problem = problem;
    this.ofTheFile = ofTheFile;
  }

  /**
   * What went wrong with a file.
   *
   * @param encoding that it was read in
   */
  public static LandingException of(LandingFile file, String encoding, IOException cause) {
    if (cause instanceof LandingException known) {
      return known;
    }
    if (cause instanceof LandingLimitException limit) {
      return bad(file, String.valueOf(limit.getMessage()), limit.remedy + WITHOUT_IT, cause);
    }
    if (cause instanceof CharacterCodingException) {
      String remedy = "Set the encoding it was written in, e.g. encoding: windows-1252";
      return bad(file, "is not %s text".formatted(encoding), remedy, cause);
    }
    if (cause instanceof EOFException || cause instanceof ZipException) {
      return bad(file, gzip(file, cause), "Send it again, or take it away" + WITHOUT_IT, cause);
    }
    if (cause instanceof FileSystemException of && isAbout(file, of)) {
      if (cause instanceof NoSuchFileException) {
        String remedy = "Run again, or put it back";
        return bad(file, "is gone since the files were listed", remedy, cause);
      }
      if (cause instanceof AccessDeniedException) {
        String remedy = "Give the right to" + WITHOUT_IT;
        return bad(file, "may not be read by the user that runs Lavra", remedy, cause);
      }
    }
    String problem = "cannot be read now, " + IoFailure.words(cause).replaceFirst("\\.$", "");
    return new LandingException(text(file, problem, "Run again"), problem, false, cause);
  }

  /** It was written to, or replaced, since it was listed. */
  public static LandingException changed(LandingFile file) {
    String problem = "changed while it was read";
    String remedy =
        "Run again when it is whole; with changing-files: wait the other files go in without it";
    return new LandingException(
        text(file, problem, remedy), problem, false, new FileSystemException(file.name()));
  }

  /** What was found when the files were listed. */
  public static LandingException of(LandingFile file, LandingProblem problem) {
    String remedy = problem.remedy() + WITHOUT_IT;
    return bad(file, problem.what(), remedy, new IOException(problem.what()));
  }

  /** What a file is kept back for. */
  public static LandingException of(LandingFile.Defect defect) {
    String problem = defect.reason().replaceFirst("^the file ", "");
    return new LandingException(defect.message(), problem, true, new IOException(problem));
  }

  /** What is wrong with a header, which names the columns of all that follows. */
  public static LandingException header(LandingFile file, String defect) {
    String remedy = "Correct the file, or its csv: { delimiter, quote, skip-lines }" + WITHOUT_IT;
    return bad(
        file, "has a header that cannot be read, " + defect, remedy, new IOException(defect));
  }

  /** The first of several, with the number of the others. */
  public static LandingException first(List<LandingException> failures) {
    LandingException first = failures.get(0);
    int others = failures.size() - 1;
    if (others == 0) {
      return first;
    }
    String message =
        "%s %s more %s cannot be read either."
            .formatted(first.getMessage(), others, others == 1 ? "file" : "files");
    return new LandingException(message, first.problem, first.ofTheFile, first);
  }

  private static LandingException bad(
      LandingFile file, String problem, String remedy, IOException cause) {
    return new LandingException(text(file, problem, remedy), problem, true, cause);
  }

  private static String text(LandingFile file, String problem, String remedy) {
    return "%s: %s. %s.".formatted(file.name(), problem, remedy);
  }

  /** The machine's own files, such as those in scratch, can be missing too. */
  private static boolean isAbout(LandingFile file, FileSystemException failure) {
    return failure.getFile() != null && failure.getFile().endsWith(file.path());
  }

  private static String gzip(LandingFile file, IOException cause) {
    if (cause instanceof EOFException) {
      return file.bytes() == 0
          ? "is empty, which no gzip file is"
          : "is cut off, its gzip data end too early";
    }
    String words = String.valueOf(cause.getMessage());
    return words.equals("Not in GZIP format")
        ? "is not gzip, as its ending says"
        : "is damaged, its gzip data do not fit together (" + words + ")";
  }

  /** Whether the file itself is what is wrong, and not the way to it. */
  public boolean isOfTheFile() {
    return ofTheFile;
  }

  /** Why it is kept back. */
  public String reason() {
    return "the file " + problem;
  }
}

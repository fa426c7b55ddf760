package io.lavra.lake.io;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What an operating system refuses, known by its words, and what to do about it. */
enum Refusal {
  FULL(
      "No space left on device",
      "there is no room for %1$s in %2$s%5$s",
      "Make room on that disk, or %6$s"),
  QUOTA(
      "Disk quota exceeded",
      "this user's quota of the disk %4$s is used up, and %1$s in %2$s need more of it",
      "Remove files of this user there, ask for more, or %6$s"),
  TOO_LARGE(
      "File too large",
      "a file of %1$s in %2$s grows larger than this process, or the disk %4$s, allows",
      "Raise the limit of the size of files (ulimit -f), or %6$s"),
  READ_ONLY(
      "Read-only file system",
      "no %1$s can be written to %2$s, the disk %4$s is read-only",
      "Mount it for writing, or %6$s"),
  TOO_MANY_OPEN(
      "Too many open files",
      "%3$s cannot be opened, this process has all %7$s files open that it may",
      "Raise the limit of open files (ulimit -n), or do less at once with --set parallelism=1"),
  NAME_TOO_LONG(
      "File name too long",
      "the disk %4$s takes no name as long as %3$s",
      "Use shorter names, also in what is partitioned by, or %6$s"),
  NOT_ALLOWED(
      "Operation not permitted",
      "this user may not change %3$s, it may be immutable",
      "Allow it (lsattr, chattr), or %6$s"),
  DENIED("Permission denied", "this user may not use %3$s", "Give it the right to, or %6$s"),
  NO_FOLDER(
      "Not a directory",
      "%3$s cannot be there, something above it is no folder",
      "Take that away, or %6$s"),
  BROKEN(
      "Input/output error",
      "the disk %4$s fails at %3$s",
      "Look for the reason in the log of the machine (dmesg), and %6$s if it is broken"),
  STALE(
      "Stale file handle",
      "the server of the disk %4$s no longer knows %3$s",
      "Mount it again, and run again");

  private static final long LITTLE = 1 << 16;

  private static final String ANOTHER =
      "use another one: root in lake.yaml for tables, --set scratch=FOLDER for scratch, LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER for temporary files";

  private final String words;
  private final String problem;
  private final String remedy;

  Refusal(String words, String problem, String remedy) {
    this.words = words;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** What a message of the operating system speaks of. */
  static Optional<Refusal> in(String message) {
    return Arrays.stream(values()).filter(refusal -> message.contains(refusal.words)).findFirst();
  }

  /**
   * What happened, where, and what to do.
   *
   * @param file what it was about
   * @param folder that the user named, in which it was to be
   * @param bytes how many were to be written; 0 if that is not known
   */
  String told(Path file, Path folder, FolderUse use, long bytes) {
    Optional<Disk> disk = Disk.of(file);
    return (problem + ". " + remedy + ".")
        .formatted(
            use.files,
            folder,
            file,
            disk.map(Disk::name).orElse("of " + file),
            disk.map(found -> ": " + found.room() + needed(bytes, found.free())).orElse(""),
            use.elsewhere,
            openFiles());
  }

  /** What to do, where the place is not known. */
  String remedy() {
    return (remedy + ".").formatted("", "", "", "", "", ANOTHER, "");
  }

  /** What was begun is removed again before anybody can look. */
  private static String needed(long bytes, long free) {
    String wanted = bytes == 0 ? "" : ", and %s were to be written".formatted(Disk.bytes(bytes));
    return free > Math.max(bytes, LITTLE)
        ? wanted + ", after what was begun was removed, or it takes no more files (see df -i)"
        : wanted;
  }

  private static String openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? String.valueOf(unix.getMaxFileDescriptorCount())
        : "the";
  }
}

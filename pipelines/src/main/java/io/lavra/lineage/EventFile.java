package io.lavra.lineage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.lavra.lake.io.DiskFailure;
import io.lavra.lake.io.IoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Appends events to a file, one a line; runs at the same time do not tear each other's lines. */
final class EventFile implements Transport {
  private final Path file;
  private int lost;
  private String problem = "";

  EventFile(Path file) {
    this.file = file;
  }

  @Override
  public void send(String event) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      append(event);
    } catch (IOException e) {
      lost++;
      problem = IoFailure.words(DiskFailure.at(file, e));
    }
  }

  /** One at a time: the class's lock holds threads of this process, the file's lock others. */
  private void append(String event) throws IOException {
    synchronized (EventFile.class) {
      try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
          FileLock unused = channel.lock()) {
        String line = (isTorn(channel) ? "\n" : "") + event + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }

  /** Whether a writer that was killed has left half a line. */
  private static boolean isTorn(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
  }

  @Override
  public Optional<String> finish() {
    return lost == 0
        ? Optional.empty()
        : Optional.of(
            "%s lineage events could not be written to %s (%s). The tables are not affected. Make the file writable, or name another under lineage in lake.yaml."
                .formatted(lost, file, problem));
  }
}

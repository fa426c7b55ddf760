package io.lavra.lineage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
      append((isTorn() ? "\n" : "") + event + "\n");
    } catch (IOException e) {
      lost++;
      problem = e.toString();
    }
  }

  /** Whether a writer that was killed has left half a line. */
  private boolean isTorn() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() > 0
          && channel.read(last, channel.size() - 1) == 1
          && last.get(0) != '\n';
    }
  }

  private void append(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  @Override
  public Optional<String> finish() {
    return lost == 0
        ? Optional.empty()
        : Optional.of(
            "%d lineage events could not be written to %s (%s). The tables are not affected. Make the file writable, or name another under lineage in lake.yaml."
                .formatted(lost, file, problem));
  }
}

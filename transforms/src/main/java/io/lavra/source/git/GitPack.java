package io.lavra.source.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a pack and its index are whole and belong together, told from their first and last bytes.
 * What an index says it holds is what JGit takes memory for, so it must be there.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
final class GitPack {
  private static final int MAGIC = 0xff744f63;
  private static final int FANOUT = 256 * Integer.BYTES;
  private static final int CHECKSUM = 20;

  private GitPack() {}

  /** Whether an index and its pack fit together; so does one whose pack is gone. */
  static boolean isWhole(Path index) throws IOException {
    String name = index.getFileName().toString();
    Path pack = index.resolveSibling(name.substring(0, name.length() - 3) + "pack");
    if (!Files.exists(pack)) {
      return true;
    }
    try (FileChannel of = FileChannel.open(index);
        FileChannel packed = FileChannel.open(pack)) {
      long objects = objects(of);
      return objects >= 0
          && isPack(packed, objects)
          && read(of, of.size() - 2 * CHECKSUM, CHECKSUM)
              .equals(read(packed, packed.size() - CHECKSUM, CHECKSUM));
    }
  }

  /** How many objects an index lists; less than 0 where it is cut or says it holds more. */
  private static long objects(FileChannel index) throws IOException {
    if (index.size() < 8 + FANOUT) {
      return -1;
    }
    boolean second = read(index, 0, 4).getInt() == MAGIC;
    ByteBuffer fanout = read(index, second ? 8 : 0, FANOUT);
    long before = 0;
    while (fanout.hasRemaining()) {
      long count = Integer.toUnsignedLong(fanout.getInt());
      if (count < before) {
        return -1;
      }
      before = count;
    }
    long least = second ? 8 + FANOUT + before * 28 : FANOUT + before * 24;
    return index.size() < least + 2 * CHECKSUM ? -1 : before;
  }

  private static boolean isPack(FileChannel pack, long objects) throws IOException {
    if (pack.size() < 12 + CHECKSUM) {
      return false;
    }
    ByteBuffer head = read(pack, 0, 12);
    return head.getInt() == 0x5041434b
        && (head.getInt() | 1) == 3
        && Integer.toUnsignedLong(head.getInt()) == objects;
  }

  private static ByteBuffer read(FileChannel file, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {}
    return buffer.flip();
  }
}

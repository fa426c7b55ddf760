package io.lavra.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Follows the objects that an object in a pack is told by its differences from, before JGit does:
 * where they go round in a circle, JGit takes all memory there is.
 */
final class GitDeltas implements AutoCloseable {
  /** Git itself makes no longer chain. */
  private static final int LONGEST = 4096;

  private static final int MOST_REMEMBERED = 1_000_000;
  private static final int HEADER = 48;

  private final List<ObjectDirectory> places;
  private final Map<Path, FileChannel> open = new HashMap<>();
  private final Map<Path, Set<Long>> ending = new HashMap<>();

  GitDeltas(List<ObjectDirectory> places) {
    this.places = places;
  }

  /** Whether the object can be put together; also where no pack has it. */
  boolean isFinite(AnyObjectId id) throws IOException {
    for (ObjectDirectory place : places) {
      for (Pack pack : place.getPacks()) {
        long at = pack.getIndex().findOffset(id);
        if (at >= 0 && !isFinite(pack, at)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isFinite(Pack pack, long start) throws IOException {
    Path file = pack.getPackFile().toPath();
    Set<Long> known = ending.computeIfAbsent(file, path -> new HashSet<>());
    if (known.size() > MOST_REMEMBERED) {
      known.clear();
    }
    Set<Long> chain = new HashSet<>();
    for (long at = start; at >= 0 && !known.contains(at); at = base(pack, file, at)) {
      if (!chain.add(at) || chain.size() > LONGEST) {
        return false;
      }
    }
    known.addAll(chain);
    return true;
  }

  /**
   * Where the object is that the one at an offset differs from; less than 0 where there is none.
   */
  private long base(Pack pack, Path file, long at) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    channel(file).read(header, at);
    header.flip();
    int first = header.hasRemaining() ? header.get() : 0;
    for (int size = first; (size & 0x80) != 0 && header.hasRemaining(); ) {
      size = header.get();
    }
    int type = (first >> 4) & 7;
    if (type == Constants.OBJ_OFS_DELTA && header.hasRemaining()) {
      return at - distance(header);
    }
    if (type == Constants.OBJ_REF_DELTA && header.remaining() >= Constants.OBJECT_ID_LENGTH) {
      byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
      header.get(id);
      return pack.getIndex().findOffset(ObjectId.fromRaw(id));
    }
    return -1;
  }

  /**
   * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack, offset encoding</a>
   */
  private static long distance(ByteBuffer header) {
    int part = header.get();
    long distance = part & 0x7f;
    while ((part & 0x80) != 0 && header.hasRemaining()) {
      part = header.get();
      distance = ((distance + 1) << 7) | (part & 0x7f);
    }
    return distance;
  }

  private FileChannel channel(Path file) throws IOException {
    FileChannel known = open.get(file);
    if (known == null) {
      known = FileChannel.open(file);
      open.put(file, known);
    }
    return known;
  }

  @Override
  public void close() {
    for (FileChannel channel : open.values()) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    open.clear();
  }
}

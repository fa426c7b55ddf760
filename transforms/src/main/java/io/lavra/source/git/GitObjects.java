package io.lavra.source.git;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads objects and takes none for what it is not: its bytes must have its id. So no object can
 * name itself, and none goes round in a circle.
 */
final class GitObjects extends ObjectReader.Filter {
  /** Bytes above which a commit, a folder or a tag is refused: 64 MiB. */
  private static final int LARGEST = 64 << 20;

  /** Folders come again and again: a commit's parents have nearly all of its folders. */
  private static final int KEPT = 32 << 20;

  private final Cache<ObjectId, ObjectLoader> kept =
      CacheBuilder.newBuilder()
          .maximumWeight(KEPT)
          .weigher((ObjectId id, ObjectLoader object) -> 100 + (int) object.getSize())
          .build();
  private final ObjectReader reader;
  private final GitDeltas deltas;
  private final Path repository;

  GitObjects(ObjectReader reader, GitDeltas deltas, Path repository) {
    this.reader = reader;
    this.deltas = deltas;
    this.repository = repository;
  }

  @Override
  protected ObjectReader delegate() {
    return reader;
  }

  @Override
  public ObjectReader newReader() {
    return new GitObjects(reader.newReader(), deltas, repository);
  }

  @Override
  public ObjectLoader open(AnyObjectId id) throws IOException {
    return open(id, OBJ_ANY);
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    ObjectLoader known = type == Constants.OBJ_TREE ? kept.getIfPresent(id) : null;
    return known == null ? read(id, type) : known;
  }

  private ObjectLoader read(AnyObjectId id, int type) throws IOException {
    try {
      if (!deltas.isFinite(id)) {
        throw GitException.damaged(repository, id, null);
      }
      ObjectLoader object = reader.open(id, type);
      return isUnread(object) ? object : checked(id, object);
    } catch (MissingObjectException e) {
      throw GitException.missing(repository, id);
    } catch (IncorrectObjectTypeException | GitException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw GitException.damaged(repository, id, e);
    }
  }

  private static boolean isUnread(ObjectLoader object) {
    return object.getType() == Constants.OBJ_BLOB && object.getSize() > GitFiles.LARGEST_TEXT;
  }

  private ObjectLoader checked(AnyObjectId id, ObjectLoader object) throws IOException {
    byte[] bytes = object.getCachedBytes(LARGEST);
    if (!id.equals(id(object.getType(), bytes))) {
      throw GitException.damaged(repository, id, null);
    }
    ObjectLoader result = new ObjectLoader.SmallObject(object.getType(), bytes);
    if (object.getType() == Constants.OBJ_TREE) {
      kept.put(id.copy(), result);
    }
    return result;
  }

  private static ObjectId id(int type, byte[] bytes) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      String header = Constants.typeString(type) + " " + bytes.length + "\0";
      sha1.update(header.getBytes(StandardCharsets.US_ASCII));
      return ObjectId.fromRaw(sha1.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}

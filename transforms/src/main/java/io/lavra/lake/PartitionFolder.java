package io.lavra.lake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder of a partition's files, {@code year=2024/city=São Paulo}. The log says what partition
 * a file belongs to, but some readers believe the path (Polars does), so both must say the same.
 */
public final class PartitionFolder {
  /** What stands for null in a folder's name, and so can be no value. */
  public static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^";

  /** The most bytes in the name of a folder. */
  private static final int LONGEST = 255;

  private PartitionFolder() {}

  /** Whether a folder can be named after a value. */
  public static boolean isShortEnough(String column, String value) {
    return escape(column).length() + 1 + escape(value).length() <= LONGEST;
  }

  /**
   * The folder below the table's root, without a slash at its end; empty where the table has no
   * partitions.
   *
   * @param partitionBy the table's partition columns, in order
   * @param values their values, as {@link DataFile#partition} has them
   */
  public static String of(List<String> partitionBy, Map<String, String> values) {
    List<String> folders = new ArrayList<>();
    for (String column : partitionBy) {
      String value = values.getOrDefault(column, "");
      folders.add(escape(column) + "=" + (value.isEmpty() ? NULL : escape(value)));
    }
    return String.join("/", folders);
  }

  /** Whether a file's path tells its partition, however it escapes the values. */
  public static boolean fits(DataFile file, List<String> partitionBy) {
    String[] folders = file.path().split("/");
    if (folders.length <= partitionBy.size()) {
      return false;
    }
    for (int i = 0; i < partitionBy.size(); i++) {
      String column = partitionBy.get(i);
      String value = file.partition().getOrDefault(column, "");
      if (!unescape(folders[i]).equals(column + "=" + (value.isEmpty() ? NULL : value))) {
        return false;
      }
    }
    return true;
  }

  /** ASCII, whatever the file system or the locale. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      if (value < ' ' || value == 127 || ESCAPED.indexOf(value) >= 0) {
        escaped.append("%%%02X".formatted(value & 0xFF));
      } else {
        escaped.append((char) value);
      }
    }
    return escaped.toString();
  }

  private static String unescape(String folder) {
    try {
      return URLDecoder.decode(folder.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEscaped) {
      return folder;
    }
  }
}

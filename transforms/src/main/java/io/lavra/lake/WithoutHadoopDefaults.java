package io.lavra.lake;

import java.net.URL;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where Hadoop looks for its files of default settings, and finds none. The Parquet inside Delta
 * Standalone makes settings anew for each file it opens, and each time Hadoop would parse them: a
 * third of the time that reading a log takes.
 */
final class WithoutHadoopDefaults extends ClassLoader {
  private static final Set<String> DEFAULTS = Set.of("core-default.xml", "core-site.xml");

  private WithoutHadoopDefaults(ClassLoader parent) {
    super(parent);
  }

  static <T> T get(Supplier<T> reading) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(
        new WithoutHadoopDefaults(WithoutHadoopDefaults.class.getClassLoader()));
    try {
      return reading.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return DEFAULTS.contains(name) ? null : super.getResource(name);
  }
}

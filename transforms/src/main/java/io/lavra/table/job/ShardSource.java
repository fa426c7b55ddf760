package io.lavra.table.job;

import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Pieces of work as a source with one split for each, so that a worker which is done early takes
 * the next piece. Shuffled by key instead, 40 pieces fell to two workers as 23 and 17.
 */
final class ShardSource<T extends Serializable> extends BoundedSource<T> {
  private final List<T> pieces;
  private final Class<T> type;

  ShardSource(List<T> pieces, Class<T> type) {
    this.pieces = List.copyOf(pieces);
    this.type = type;
  }

  @Override
  public List<ShardSource<T>> split(long desiredBundleSizeBytes, PipelineOptions options) {
    return pieces.stream().map(piece -> new ShardSource<>(List.of(piece), type)).toList();
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return Math.max(1, pieces.size());
  }

  @Override
  public Coder<T> getOutputCoder() {
    return SerializableCoder.of(type);
  }

  @Override
  public BoundedReader<T> createReader(PipelineOptions options) {
    return new Reader<>(this);
  }

  private static final class Reader<T extends Serializable> extends BoundedReader<T> {
    private final ShardSource<T> source;
    private int at = -1;

    Reader(ShardSource<T> source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      return ++at < source.pieces.size();
    }

    @Override
    public T getCurrent() {
      if (at < 0 || at >= source.pieces.size()) {
        throw new NoSuchElementException();
      }
      return source.pieces.get(at);
    }

    @Override
    public BoundedSource<T> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}

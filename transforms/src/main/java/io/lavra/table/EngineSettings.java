package io.lavra.table;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * The bounds of one worker's columnar steps.
 *
 * @param memoryMegabytes what all steps that run at once in this JVM may hold in memory together;
 *     beyond it they spill to scratch
 * @param slots how many steps run at once
 * @param cores how many threads a step that is alone may use
 * @param scratch a local folder for spilling and for copies of remote files; empty for the folder
 *     that the worker's process has for temporary files
 * @param scratchMegabytes how much a step may spill there, and how much it may copy there
 * @param timezone the lake's time zone: text without a zone is read in it
 */
public record EngineSettings(
    int memoryMegabytes,
    int slots,
    int cores,
    String scratch,
    int scratchMegabytes,
    String timezone)
    implements Serializable {

  /**
   * A modest default for tests and examples: one slot, all cores, a quarter of the machine's disk
   * cap.
   */
  public static EngineSettings of(Path scratch) {
    return new EngineSettings(
        1024, 1, Runtime.getRuntime().availableProcessors(), scratch.toString(), 20_000, "UTC");
  }

  @Override
  public String scratch() {
    return scratch.isEmpty() ? System.getProperty("java.io.tmpdir") : scratch;
  }

  /** The same bounds for another number of steps at once and another number of cores. */
  public EngineSettings sharedBy(int otherSlots, int otherCores) {
    return new EngineSettings(
        memoryMegabytes, otherSlots, otherCores, scratch, scratchMegabytes, timezone);
  }

  /** The memory of one step. */
  public int megabytesPerSlot() {
    return Math.max(128, memoryMegabytes / slots);
  }

  /** The threads of one of many equal steps. */
  public int threadsPerSlot() {
    return Math.max(1, cores / slots);
  }
}

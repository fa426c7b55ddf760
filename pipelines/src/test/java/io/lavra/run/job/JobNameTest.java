package io.lavra.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobNameTest {
  private final JobName name = JobName.of("shop", "silver", "run-2", List.of());

  @Test
  void aLauncherKnowsTheJobOfTheOneBeforeIt() {
    String earlier = JobName.of("shop", "silver", "run-1", List.of()).text();
    assertEquals(Optional.of("run-1"), name.sameWork(earlier));
  }

  @Test
  void otherJobsAreNotItsOwn() {
    for (String other :
        List.of(
            JobName.of("shop2", "silver", "run-1", List.of()).text(),
            JobName.of("shop", "gold", "run-1", List.of()).text(),
            "shop silver run-1 0000000000000000",
            "shop silver run-1",
            "")) {
      assertEquals(Optional.empty(), name.sameWork(other), other);
    }
  }
}

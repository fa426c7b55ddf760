package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SearchCommandTest {
  @Test
  void anExcerptIsOneLineAsPeopleReadIt() {
    assertEquals(
        "record Row( long n) A row.", SearchCommand.excerpt("record Row(\n\tlong n)\nA row.\n"));
    assertEquals("\\u001b[31mred", SearchCommand.excerpt("\u001b[31mred"));
    assertEquals("w".repeat(160) + "…", SearchCommand.excerpt("w".repeat(500)));
  }
}

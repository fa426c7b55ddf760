package io.lavra.quality.expectation;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of expectation.
 *
 * @param name Great Expectations' name
 * @param arguments the names of what it takes
 * @param read from arguments to what they say
 */
record Kind(String name, List<String> arguments, Function<Arguments, Statement> read) {
  Statement of(Expectation expectation) {
    return read.apply(new Arguments(expectation, arguments));
  }
}

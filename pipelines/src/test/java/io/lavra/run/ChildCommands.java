package io.lavra.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several commands in one process: for what reads the environment, and starts slowly. */
final class ChildCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChildCommands() {}

  /**
   * @param files a JSON list of commands, each a list of arguments; and where to write what they
   *     said, a list of {@link Said}
   */
  public static void main(String[] files) throws IOException {
    List<Said> said = new ArrayList<>();
    for (List<String> command :
        JSON.readValue(new File(files[0]), new TypeReference<List<List<String>>>() {})) {
      said.add(SmallLake.say(command.toArray(String[]::new)));
    }
    JSON.writeValue(new File(files[1]), said);
    Runtime.getRuntime().halt(0);
  }
}

package io.lavra.cli;

import io.lavra.lake.Location;
import io.lavra.lake.provision.S3Provision;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.Storage;
import io.lavra.run.ChildJvm;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The server that {@code LAVRA_TEST_S3} names, {@code
 * http://access-key:secret-key@host:port/bucket} with an administrator's keys, and the commands of
 * a lake on it: each in a process of its own, as keys come from the environment only.
 */
final class TestServer {
  static final String VARIABLE = "LAVRA_TEST_S3";
  static final String PATTERN = "https?://.+:.+@.+/.+";

  final S3Connection admin;
  final String bucket;

  /** Everything that commands said. */
  final StringBuilder said = new StringBuilder();

  TestServer() throws IOException {
    URI server = URI.create(System.getenv(VARIABLE));
    String[] keys = server.getUserInfo().split(":", 2);
    admin =
        new S3Connection(
            "%s://%s:%d".formatted(server.getScheme(), server.getHost(), server.getPort()),
            keys[0],
            keys[1]);
    bucket = server.getPath().substring(1);
    admin.register("test-server");
    S3Provision.by(admin).bucket(at(bucket));
  }

  /** A name nobody else uses. */
  static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().substring(0, 8);
  }

  Location at(String place) {
    return new Location("s3://" + place, "test-server");
  }

  /** A command on the target {@code minio} with these variables. */
  Said lavra(SmallLake lake, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    String[] arguments = arguments(lake, command).toArray(String[]::new);
    Said answer = ChildJvm.start(environment, arguments).await();
    said.append(answer.out()).append(answer.err());
    return answer;
  }

  /** Several commands, one after the other in one process. */
  List<Said> lavra(SmallLake lake, Map<String, String> environment, List<String[]> commands)
      throws IOException, InterruptedException {
    List<List<String>> typed = commands.stream().map(command -> arguments(lake, command)).toList();
    List<Said> answers = ChildJvm.sayAll(environment, typed);
    answers.forEach(answer -> said.append(answer.out()).append(answer.err()));
    return answers;
  }

  private static List<String> arguments(SmallLake lake, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add(lake.folder().toString());
    arguments.addAll(List.of("--target", "minio"));
    return arguments;
  }

  /** The text of every file below a place, one after the other. */
  String content(String place) throws IOException {
    StringBuilder content = new StringBuilder();
    Storage storage = Storage.at(at(place));
    for (Storage.Stored file : storage.list("")) {
      try (InputStream in = storage.open(file.path())) {
        content.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return content.toString();
  }
}
